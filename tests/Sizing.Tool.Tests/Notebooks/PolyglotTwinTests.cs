using Sizing.Tool.Notebooks;
using Sizing.Tool.Verbs;

namespace Sizing.Tool.Tests.Notebooks;

public sealed class PolyglotTwinTests : IDisposable
{
    private readonly NotebookFolder folder = new();

    [Fact]
    public async Task A_twin_loads_the_packages_in_its_first_cell_and_keeps_every_other_cell()
    {
        var lesson = Repository.File("notebooks", "02-kv-cache.ipynb");
        Assert.Equal(CommandLine.Done, await CommandLine.RunAsync(["notebooks", "polyglot", lesson, "--out", folder.Path]));

        var cells = NotebookDocument.Read(lesson).Cells;
        var twin = NotebookDocument.Read(Path.Combine(folder.Path, "02-kv-cache.ipynb")).Cells;
        var setup = twin.Single(cell => cell.Id == "setup").Source;
        Assert.StartsWith("#r \"", setup, StringComparison.Ordinal);
        Assert.Equal(Repository.File("artifacts", "polyglot", "Sizing.Polyglot.dll"), Path.GetFullPath(Path.Combine(folder.Path, setup.Split('"')[1])));
        Assert.EndsWith("\nPolyglot.Use();", setup, StringComparison.Ordinal);
        Assert.Equal(cells.Where(cell => cell.Id != "setup").Select(cell => cell.Source), twin.Where(cell => cell.Id != "setup").Select(cell => cell.Source));
        Assert.All(twin, cell => Assert.Empty(cell.Outputs));
    }

    public void Dispose() => folder.Dispose();
}
