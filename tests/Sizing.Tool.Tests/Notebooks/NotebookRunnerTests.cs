using Sizing.Tool.Notebooks;

namespace Sizing.Tool.Tests.Notebooks;

[Collection("workers")]
public sealed class NotebookRunnerTests : IDisposable
{
    private readonly NotebookFolder folder = new();

    [Fact]
    public async Task Cells_share_their_state_and_a_trailing_expression_is_shown()
    {
        var run = await RunOne("using System.Linq;", "int n = 6;", "int Twice(int x) => 2 * x;\nawait Task.Yield();", "Twice(n) + 1", "n = 7;", "n");
        Assert.Null(run.Failure);
        Assert.Equal([1, 2, 3, 4, 5, 6], run.Document.Cells.Select(cell => cell.ExecutionCount));
        Assert.Equal([null, null, null, "13", null, "7"], run.Document.Cells.Select(TextOf));
    }

    [Fact]
    public async Task Console_output_becomes_streams_in_the_order_written()
    {
        var run = await RunOne("Console.Write(\"a\");\nConsole.WriteLine(1.5);\nConsole.Error.WriteLine(\"b\");\nConsole.WriteLine(\"c\");");
        Assert.Equal(
            [new StreamOutput("stdout", "a1.5\n"), new StreamOutput("stderr", "b\n"), new StreamOutput("stdout", "c\n")],
            run.Document.Cells[0].Outputs);
    }

    [Fact]
    public async Task A_notebook_runs_twice_to_the_same_bytes()
    {
        var document = folder.Notebook("same", "Enumerable.Range(0, 30)", "new { A = 1.5, B = \"größer\" }", "(string)null");
        var runs = await NotebookFolder.RunAsync(document, document);
        Assert.Equal(runs[0].Document.ToText(), runs[1].Document.ToText());
        Assert.Equal("{ A = 1.5, B = größer }", TextOf(runs[0].Document.Cells[1]));
    }

    [Fact]
    public async Task A_failing_cell_ends_its_notebook_with_its_line_and_the_others_run()
    {
        var runs = await NotebookFolder.RunAsync(
            folder.Notebook("throws", "int Half(int a)\n{\n    return 1 / (a - a);\n}", "\nHalf(3)", "\"not run\""),
            folder.Notebook("wrong", "var x = 1;\nvar y = unknown;"),
            folder.Notebook("well", "1 + 1"));
        Assert.Equal(("c2", "line 2: Attempted to divide by zero."), (runs[0].Failure!.CellId, runs[0].Failure!.Message));
        var error = Assert.IsType<ErrorOutput>(Assert.Single(runs[0].Document.Cells[1].Outputs));
        Assert.Equal(
            ["System.DivideByZeroException: Attempted to divide by zero.", "   at cell 'c1', line 3", "   at cell 'c2', line 2"], error.Traceback);
        Assert.Null(runs[0].Document.Cells[2].ExecutionCount);
        Assert.StartsWith("line 2: CS0103: ", runs[1].Failure!.Message);
        Assert.Null(runs[2].Failure);
    }

    [Fact]
    public async Task A_cell_past_a_limit_is_ended_and_named_and_the_others_finish()
    {
        var runs = await NotebookFolder.RunAsync(
            folder.Notebook("prints", "1", "while (true) Console.WriteLine(new string('x', 1000));"),
            folder.Notebook("allocates", "var all = new List<byte[]>();\nwhile (true) { var a = new byte[5_000_000]; Array.Fill(a, (byte)1); all.Add(a); }"),
            folder.Notebook("forks", "while (true) System.Diagnostics.Process.Start(\"sleep\", \"600\");"),
            folder.Notebook("exits", "Environment.Exit(3);"),
            folder.Notebook("overflows", "int Deep(int a) => Deep(a + 1) + 1;\nDeep(0)"),
            folder.Notebook("well", "1 + 1"));
        Assert.Equal(("c2", "the cell wrote more than 200000 characters"), (runs[0].Failure!.CellId, runs[0].Failure!.Message));
        Assert.Contains("memory", runs[1].Failure!.Message);
        Assert.Equal("the cell started more than 64 processes", runs[2].Failure!.Message);
        Assert.Equal("the cell ended its process with exit code 3", runs[3].Failure!.Message);
        Assert.Contains("ended its process", runs[4].Failure!.Message);
        Assert.Equal("2", TextOf(runs[5].Document.Cells[0]));
    }

    [Theory]
    [InlineData("while (true) { }")]
    [InlineData("System.Threading.Thread.Sleep(-1);")]
    [InlineData("while (true) { try { while (true) { } } finally { while (true) { } } }")]
    public async Task A_cell_without_end_is_ended_and_named(string endless)
    {
        var run = (await NotebookRunner.RunAsync([folder.Notebook("endless", endless, "1")], NotebookFolder.Brief))[0];
        Assert.Equal(("c1", "the cell ran longer than 1 s"), (run.Failure!.CellId, run.Failure!.Message));
        Assert.Null(run.Document.Cells[1].ExecutionCount);
    }

    [Fact]
    public async Task A_worker_that_cannot_start_is_one_sentence()
    {
        var tight = NotebookFolder.Small with { Limits = NotebookFolder.Small.Limits with { Memory = Bytes.FromMiB(4) } };
        var problem = await Assert.ThrowsAsync<SizingException>(() => NotebookRunner.RunAsync([folder.Notebook("one", "1")], tight));
        Assert.StartsWith("A worker process ended before it ran a cell; check", problem.Message);
    }

    [Fact]
    public async Task What_a_cell_started_ends_with_its_worker()
    {
        var pidFile = Path.Combine(folder.Path, "pid");
        var run = await RunOne($$"""
            System.Diagnostics.Process.Start("sh", ["-c", "setsid sleep 600 & echo $! > {{pidFile}}.new; mv {{pidFile}}.new {{pidFile}}; wait"]);
            while (!System.IO.File.Exists("{{pidFile}}")) { System.Threading.Thread.Sleep(10); }
            Environment.Exit(3);
            """);
        Assert.Equal("the cell ended its process with exit code 3", run.Failure!.Message);
        Assert.True(TestProcess.HasEnded(int.Parse(await File.ReadAllTextAsync(pidFile))));
    }

    [Fact]
    public async Task A_missing_workbook_is_taken_from_beside_the_command_and_loaded_from_memory()
    {
        var run = await RunOne(
            "#r \"../nowhere/Sizing.Notebook.dll\"\nusing Sizing;", "Bytes.FromGiB(1).Count", "typeof(Bytes).Assembly.Location.Length");
        Assert.Null(run.Failure);
        Assert.Equal([null, "1073741824", "0"], run.Document.Cells.Select(TextOf));
    }

    [Fact]
    public async Task A_missing_assembly_is_an_error_of_its_line() =>
        Assert.StartsWith("line 1: CS0006: ", (await RunOne("#r \"none.dll\"")).Failure!.Message);

    [Fact]
    public async Task Relative_paths_are_the_notebooks_and_no_machine_path_is_shown()
    {
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "near.txt"), "near");
        var run = await RunOne("System.IO.File.ReadAllText(\"near.txt\")", "System.IO.File.ReadAllText(\"far.txt\")");
        Assert.Equal("near", TextOf(run.Document.Cells[0]));
        Assert.DoesNotContain(folder.Path, run.Document.ToText());
        Assert.Contains("far.txt", run.Failure!.Message);
    }

    public void Dispose() => folder.Dispose();

    private async Task<NotebookRun> RunOne(params string[] sources) => (await NotebookFolder.RunAsync(folder.Notebook("one", sources)))[0];

    private static string? TextOf(Cell cell) => cell.Outputs.OfType<DataOutput>().SingleOrDefault()?.Text("text/plain");
}
