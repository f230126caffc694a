using Sizing.Tool.Notebooks;

namespace Sizing.Tool.Tests.Notebooks;

public sealed class WholeFileTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("whole").FullName;

    [Fact]
    public void A_folder_that_cannot_be_made_is_one_sentence()
    {
        var taken = At("taken");
        WholeFile.Write(taken, "text");

        Assert.StartsWith($"The folder '{taken}' cannot be made: ", Assert.Throws<SizingException>(() => WholeFile.CreateFolder(taken)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_cannot_be_written_leaves_nothing_and_changes_nothing()
    {
        Directory.CreateDirectory(At("name"));

        Assert.Contains("cannot be written: ", Assert.Throws<SizingException>(() => WholeFile.Write(At("name"), "text")).Message, StringComparison.Ordinal);
        Assert.Equal([At("name")], Directory.GetFileSystemEntries(folder));
    }

    [Fact]
    public async Task Many_writers_of_one_file_leave_one_of_their_texts()
    {
        var texts = Enumerable.Range(0, 8).Select(writer => new string((char)('a' + writer), 100_000)).ToList();

        await Task.WhenAll(texts.Select(text => Task.Run(() => WholeFile.Write(At("file"), text))));

        Assert.Contains(await File.ReadAllTextAsync(At("file")), texts);
        Assert.Single(Directory.GetFileSystemEntries(folder));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private string At(string name) => Path.Combine(folder, name);
}
