using System.Text.Json.Nodes;
using Sizing.Tool.Notebooks;
using Sizing.Tool.Notebooks.Linting;
using Sizing.Tool.Verbs;

namespace Sizing.Tool.Tests.Notebooks;

public sealed class NotebookLintTests : IDisposable
{
    private const string Setup = "#r \"../artifacts/workbook/Sizing.Notebook.dll\"\nusing Sizing;";

    private readonly NotebookFolder folder = new();

    [Fact]
    public void A_notebook_that_keeps_every_rule_has_no_finding() => Assert.Equal([], Findings(Lesson()));

    [Theory]
    [InlineData("1;\n#!time\n2", "cell 'use', line 2: a magic runs in one kernel only")]
    [InlineData("#load \"other.csx\"", "cell 'use', line 1: #load is not portable")]
    [InlineData("#r \"../artifacts/workbook/Sizing.dll\"", "cell 'use', line 1: a second #r")]
    [InlineData("var x = 1;\ndisplay(x);", "cell 'use', line 2: 'display' is there in one kernel only")]
    [InlineData("new[] { 1 }.Display();", "cell 'use', line 1: 'Display' is there in one kernel only")]
    [InlineData("using Plotly.NET;", "cell 'use', line 1: Plotly.NET is there in one kernel only")]
    [InlineData("using Microsoft.DotNet.Interactive.Formatting;", "cell 'use', line 1: Microsoft.DotNet.Interactive.Formatting is")]
    [InlineData("1 +\nDateTime.Now.Year", "cell 'use', line 2: 'DateTime' differs from run to run")]
    [InlineData("1\n\n\n\n\n\n\n\n\n\n\n\n+ 1", "cell 'use': 13 lines of code; keep a cell within 12")]
    public void Code_that_not_every_kernel_runs_alike_is_named_by_cell_and_line(string code, string finding) =>
        Assert.StartsWith(finding, Assert.Single(Findings(Lesson(use: code))));

    [Theory]
    [InlineData("new { Display = 1, DateTime = 2 }.DateTime")]
    [InlineData("\"display(1) DateTime.Now\" // display(DateTime)")]
    [InlineData("1\n\n\n\n\n\n\n\n\n\n\n+ 1")]
    public void Members_texts_and_comments_of_such_names_are_fine(string code) => Assert.Equal([], Findings(Lesson(use: code)));

    [Theory]
    [InlineData("#r \"nuget: LlmSizing\"", "cell 'setup', line 1: #r names a package")]
    [InlineData("#r \"/usr/lib/Sizing.Notebook.dll\"", "cell 'setup', line 1: #r names an absolute path")]
    [InlineData("using System;", "no cell loads the library; begin with #r")]
    public void The_first_cell_loads_the_library_by_its_relative_path(string setup, string finding) =>
        Assert.StartsWith(finding, Assert.Single(Findings(Lesson(setup: setup))));

    [Theory]
    [InlineData("var now = Sum(1);", 1)]
    [InlineData("int n = 2;\nint twice = 2 * n;", 2)]
    [InlineData("long n = 2;", 1)]
    [InlineData("int n = 2;\nConsole.WriteLine(n);", 2)]
    public void Parameters_are_literals(string parameters, int line) =>
        Assert.StartsWith($"cell 'values', line {line}: a parameter is declared with a literal", Assert.Single(Findings(Lesson(parameters: parameters))));

    [Fact]
    public void Metadata_that_front_ends_miss_is_named_with_its_remedy()
    {
        var lesson = Lesson() with { Metadata = [] };
        lesson = lesson with { Cells = [.. lesson.Cells.Select(cell => cell.Id == "use" ? cell with { Metadata = [] } : cell)] };
        Assert.Equal(
            ["kernelspec", "polyglot_notebook", "language_info", "dotnet_interactive", "polyglot_notebook"],
            Findings(lesson).Select(finding => finding.Split('\'')[finding.StartsWith("cell", StringComparison.Ordinal) ? 3 : 1]));
    }

    [Theory]
    [InlineData("3f2a9c1e")]
    [InlineData("cell-4")]
    [InlineData("d7c0a1b2-1111-4222-8333-944445555666")]
    [InlineData("KvCache")]
    public void An_id_that_says_nothing_is_named(string id) => Assert.StartsWith(
        $"cell '{id}': the id is not readable", Assert.Single(Findings(Lesson(id: id))));

    [Fact]
    public void A_lesson_without_chart_with_little_prose_or_with_a_stored_error_is_named()
    {
        var lesson = Lesson();
        var bare = lesson with
        {
            Cells = [.. lesson.Cells.Select(cell => cell.Id switch
            {
                "intro" => cell with { Source = "# Lesson" },
                "chart" => cell with { Outputs = [new ErrorOutput("E", "no", [])] },
                _ => cell,
            })],
        };
        Assert.Equal(
            ["the prose has 2 words; a lesson has 600 to 1500.", "no stored output is a chart; show one with Chart, then 'run' the notebook.",
                "cell 'chart': the stored output is an error (E); repair the cell and 'run' the notebook."],
            Findings(bare));
    }

    [Fact]
    public void A_notebook_for_one_kernel_may_use_what_that_kernel_has_and_is_no_lesson()
    {
        var packages = NotebookDocument.Read(Repository.File("notebooks", "polyglot", "four-packages.ipynb"));
        Assert.Equal([], Findings(packages));

        var twin = PolyglotTwin.Of(Lesson(use: "display(1);\nDateTime.Now"), folder.Path);
        Assert.StartsWith("cell 'use', line 2: 'DateTime' differs from run to run", Assert.Single(Findings(twin)));
    }

    [Fact]
    public void A_lesson_declares_what_a_reader_may_change()
    {
        var lesson = Lesson();
        Assert.StartsWith("no code cell is tagged 'parameters'", Assert.Single(Findings(lesson with { Cells = [.. lesson.Cells.Where(cell => cell.Id != "values")] })));
    }

    [Fact]
    public async Task The_verb_answers_by_its_exit_code()
    {
        var good = Lesson();
        var bad = Lesson(use: "display(1);") with { Path = Path.Combine(folder.Path, "bad.ipynb") };
        good.Save();
        bad.Save();
        Assert.Equal(CommandLine.Done, await CommandLine.RunAsync(["notebooks", "lint", good.Path]));
        Assert.Equal(CommandLine.No, await CommandLine.RunAsync(["notebooks", "lint", folder.Path]));
        Assert.Equal(CommandLine.BadInput, await CommandLine.RunAsync(["notebooks", "lint", Path.Combine(folder.Path, "none.ipynb")]));
    }

    public void Dispose() => folder.Dispose();

    private static IEnumerable<string> Findings(NotebookDocument lesson) => NotebookLint.Findings(lesson).Select(finding => finding.ToString());

    private NotebookDocument Lesson(string setup = Setup, string parameters = "string model = \"m\"; // which", string use = "1", string id = "more")
    {
        var chart = new DataOutput(new JsonObject { ["application/vnd.plotly.v1+json"] = new JsonObject(), ["text/plain"] = "chart" });
        return folder.Notebook(
            "lesson",
            new Cell(CellKind.Markdown, "intro", string.Join(' ', Enumerable.Repeat("word", 600))),
            Code("setup", setup),
            Code("values", parameters, "parameters"),
            Code("chart", "0") with { Outputs = [chart] },
            Code("use", use),
            Code(id, "2")) with
        {
            Metadata = Json("""
                {"kernelspec":{"display_name":".NET (C#)","language":"C#","name":".net-csharp"},"language_info":{"name":"polyglot-notebook"},
                 "polyglot_notebook":{"kernelInfo":{"defaultKernelName":"csharp","items":[{"aliases":[],"name":"csharp"}]}}}
                """),
        };
    }

    private static Cell Code(string id, string source, params string[] tags)
    {
        var cell = NotebookFolder.Code(id, source, tags);
        cell.Metadata["dotnet_interactive"] = Json("""{"language":"csharp"}""");
        cell.Metadata["polyglot_notebook"] = Json("""{"kernelName":"csharp"}""");
        return cell;
    }

    private static JsonObject Json(string text) => JsonNode.Parse(text)!.AsObject();
}
