using System.Text.Json.Nodes;
using Sizing.Tool.Notebooks;
using Sizing.Tool.Verbs;

namespace Sizing.Tool.Tests.Kernels;

[Collection("workers")]
public sealed class JupyterKernelTests
{
    [JupyterFact]
    public async Task A_front_end_gets_outputs_errors_completion_interrupt_and_restart()
    {
        using var kernel = await InstalledKernel.CreateAsync();
        var answers = await kernel.TalkAsync(await File.ReadAllTextAsync(Repository.File("tests", "Sizing.Tool.Tests", "Kernels", "conversation.py")));

        Assert.Equal("ok", Text(answers["setup"], "status"));
        Assert.Equal("written\n", Text(Output(answers, "state", 0), "text"));
        Assert.Equal("42", Text(Output(answers, "state", 1)["data"], "text/plain"));
        Assert.Contains("<table", Text(Output(answers, "rich", 0)["data"], "text/html"), StringComparison.Ordinal);
        Assert.StartsWith("line 2: CS", Text(Output(answers, "error", 0), "evalue"), StringComparison.Ordinal);
        Assert.Equal("line 2: no", Text(Output(answers, "thrown", 0), "evalue"));
        Assert.Equal("error", Text(answers["thrown"], "status"));

        Assert.Equal(["Model", "ModelNames", "Models"], answers["completion"]!["matches"]!.AsArray().Select(name => (string)name!));
        // Jupyter counts characters where C# counts the two halves of an emoji.
        Assert.Equal(14, (int)answers["completion"]!["cursor_start"]!);
        Assert.Equal("incomplete", Text(answers["open"], "status"));
        Assert.Equal("complete", Text(answers["closed"], "status"));

        Assert.Equal("Interrupted", Text(answers["interrupted"]!["outputs"]!.AsArray()[^1], "ename"));
        Assert.Equal("8", Text(Output(answers, "after interrupt", 0)["data"], "text/plain"));
        Assert.Contains("exit code 3", Text(Output(answers, "ended", 0), "evalue"), StringComparison.Ordinal);
        Assert.Equal("2", Text(Output(answers, "after end", 0)["data"], "text/plain"));
        Assert.Contains("'z' does not exist", Text(Output(answers, "after restart", 0), "evalue"), StringComparison.Ordinal);
    }

    [JupyterFact]
    public async Task Nbconvert_runs_a_lesson_to_the_outputs_that_the_projects_own_runner_stores()
    {
        using var kernel = await InstalledKernel.CreateAsync();
        var lesson = Repository.File("notebooks", "02-kv-cache.ipynb");

        Assert.Equal([], NotebookComparison.Differences(NotebookDocument.Read(lesson), NotebookDocument.Read(await kernel.ConvertAsync(lesson, "notebook"))));
    }

    [JupyterFact]
    public async Task Nbconvert_makes_a_page_of_a_lesson_with_its_tables_and_charts()
    {
        using var kernel = await InstalledKernel.CreateAsync();
        var lesson = Repository.File("notebooks", "03-fit-a-gpu.ipynb");
        var page = await File.ReadAllTextAsync(await kernel.ConvertAsync(lesson, "html"));

        var shown = NotebookDocument.Read(lesson).Cells.SelectMany(cell => cell.Outputs.OfType<DataOutput>()).Select(output => output.Text("text/html")).OfType<string>().ToList();
        Assert.NotEmpty(shown);
        Assert.All(shown, html => Assert.Contains(html.Trim(), page, StringComparison.Ordinal));
    }

    [JupyterFact]
    public async Task Install_writes_what_Jupyter_reads_and_uninstall_removes_it()
    {
        using var kernel = await InstalledKernel.CreateAsync();
        var specification = JsonNode.Parse(await File.ReadAllTextAsync(kernel.Specification))!;

        Assert.Equal("C# (LLM Sizing)", Text(specification, "display_name"));
        Assert.Equal(["kernel", "serve"], specification["argv"]!.AsArray().TakeLast(2).Select(word => (string)word!));
        Assert.Equal(CommandLine.Done, await kernel.UninstallAsync());
        Assert.False(File.Exists(kernel.Specification));
        Assert.Equal(CommandLine.BadInput, await kernel.UninstallAsync());
    }

    [Fact]
    public async Task Where_Jupyter_is_missing_one_sentence_says_what_to_do()
    {
        var run = await CommandRun.Of(new Dictionary<string, string> { ["PATH"] = Path.GetTempPath() }, "kernel", "install");

        Assert.Equal(CommandLine.BadInput, run.ExitCode);
        Assert.StartsWith("Jupyter is missing: no Python on the PATH has ipykernel. Install it", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("is not a Python with ipykernel", "install", "--python", "/bin/false")]
    [InlineData("--user and --prefix name two places", "install", "--user", "--prefix", "x")]
    [InlineData("This verb is started by other programs", "serve")]
    public async Task What_cannot_be_done_is_said_in_one_sentence(string sentence, params string[] arguments)
    {
        var run = await CommandRun.Of(["kernel", .. arguments]);

        Assert.Equal(CommandLine.BadInput, run.ExitCode);
        Assert.Contains(sentence, Assert.Single(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    private static JsonNode Output(JsonNode answers, string question, int index) => answers[question]!["outputs"]![index]!;

    private static string Text(JsonNode? node, string key) => (string)node![key]!;
}
