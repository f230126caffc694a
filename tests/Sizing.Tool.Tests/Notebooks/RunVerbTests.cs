using Sizing.Tool.Notebooks;
using Sizing.Tool.Verbs;

namespace Sizing.Tool.Tests.Notebooks;

[Collection("workers")]
public sealed class RunVerbTests : IDisposable
{
    private readonly NotebookFolder folder = new();

    [Fact]
    public async Task A_run_stores_outputs_that_a_check_accepts_until_one_is_altered()
    {
        var path = Save("lesson", "1 + 1", "\"a line\\nof 14.96 GiB\"");
        Assert.Equal(CommandLine.Done, await CommandLine.RunAsync(["run", path]));
        Assert.Equal(CommandLine.Done, await CommandLine.RunAsync(["run", path, "--check"]));
        await File.WriteAllTextAsync(path, (await File.ReadAllTextAsync(path)).Replace("\"of 14.96 GiB\"", "\"of 15.96 GiB\"", StringComparison.Ordinal));
        Assert.Equal(CommandLine.No, await CommandLine.RunAsync(["run", path, "--check"]));
    }

    [Fact]
    public async Task A_difference_names_notebook_cell_and_both_numbers()
    {
        var run = (await NotebookFolder.RunAsync(folder.Notebook("lesson", "1", "1.25 * 2")))[0].Document;
        var altered = run with { Cells = [run.Cells[0], run.Cells[1] with { Outputs = [new DataOutput(new() { ["text/plain"] = "2.6" }) { IsResult = true, ExecutionCount = 2 }] }] };
        var line = Assert.Single(NotebookComparison.Differences(altered, run));
        Assert.Equal($"{run.Path}: cell 'c2' differs: output line 4: \"2.6\" is stored, the run gives \"2.5\"", line);
    }

    [Fact]
    public async Task A_failed_notebook_is_left_as_it_was_and_the_others_are_stored()
    {
        var bad = Save("bad", "1", "throw new Exception(\"no\");");
        var good = Save("good", "5 * 5");
        var before = await File.ReadAllTextAsync(bad);
        Assert.Equal(CommandLine.No, await CommandLine.RunAsync(["run", bad, good]));
        Assert.Equal(before, await File.ReadAllTextAsync(bad));
        Assert.Contains("\"25\"", await File.ReadAllTextAsync(good));
        Assert.Equal(["bad.ipynb", "good.ipynb"], Directory.GetFiles(folder.Path).Select(Path.GetFileName).Order());
    }

    [Theory]
    [InlineData("--set", "nobody=1")]
    [InlineData("--set", "nothing")]
    [InlineData("--timeout", "-1")]
    [InlineData("--timeout", "soon")]
    [InlineData("--memory", "0")]
    public async Task Bad_usage_is_refused_and_nothing_is_written(string option, string value)
    {
        var path = Save("lesson", "1 + 1");
        var before = await File.ReadAllTextAsync(path);
        Assert.Equal(CommandLine.BadInput, await CommandLine.RunAsync(["run", path, option, value]));
        Assert.Equal(before, await File.ReadAllTextAsync(path));
    }

    public void Dispose() => folder.Dispose();

    private string Save(string name, params string[] sources)
    {
        var document = folder.Notebook(name, sources);
        document.Save();
        return document.Path;
    }
}
