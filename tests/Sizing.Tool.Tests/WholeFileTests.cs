namespace Sizing.Tool.Tests;

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

    [Fact]
    public void The_next_writer_removes_the_draft_that_a_killed_one_left_and_no_other()
    {
        foreach (var (name, age) in new[] { (".file.0123.sizing-draft", 60), (".file.4567.sizing-draft", 1), (".other.0123.sizing-draft", 60) })
        {
            File.WriteAllText(At(name), "begun");
            File.SetLastWriteTimeUtc(At(name), DateTime.UtcNow - TimeSpan.FromMinutes(age));
        }

        WholeFile.Write(At("file"), "text");

        Assert.Equal([".file.4567.sizing-draft", ".other.0123.sizing-draft", "file"], new DirectoryInfo(folder).GetFiles().Select(file => file.Name).Order(StringComparer.Ordinal));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private string At(string name) => Path.Combine(folder, name);
}
