using System.Text.RegularExpressions;
using Sizing.Tool.Notebooks;
using Sizing.Tool.Notebooks.Linting;

namespace Notebooks.Tests;

public sealed partial class NotebookTests(NotebookRuns runs) : IClassFixture<NotebookRuns>
{
    public static TheoryData<string> Names =>
        [.. Directory.GetFiles(NotebookRuns.Folder, "*.ipynb").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_cell_of_a_notebook_runs(string name)
    {
        var run = runs[name].Run;

        Assert.Null(run.Failure?.ToString());
        Assert.All(run.Document.Cells.Where(cell => cell.Kind == CellKind.Code), cell => Assert.NotNull(cell.ExecutionCount));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_stored_outputs_are_those_of_a_run(string name) =>
        Assert.Equal([], NotebookComparison.Differences(runs[name].Stored, runs[name].Run.Document));

    [Theory]
    [MemberData(nameof(Names))]
    public void A_stored_notebook_is_formatted_as_a_run_writes_it(string name) =>
        Assert.Equal(File.ReadAllText(runs[name].Stored.Path), runs[name].Run.Document.ToText());

    [Theory]
    [MemberData(nameof(Names))]
    public void A_notebook_keeps_the_rules_of_the_portable_dialect_and_of_a_lesson(string name) =>
        Assert.Equal([], NotebookLint.Findings(runs[name].Stored).Select(finding => finding.ToString()));

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_altered_stored_number_is_found_and_its_cell_named(string name)
    {
        var (stored, run) = runs[name];
        var cells = stored.Cells.Where(HasNumber).ToList();

        Assert.NotEmpty(cells);
        Assert.All(cells, cell =>
        {
            var altered = stored with { Cells = [.. stored.Cells.Select(each => each == cell ? WithOtherNumber(cell) : each)] };
            Assert.StartsWith($"{stored.Path}: cell '{cell.Id}' differs: ", Assert.Single(NotebookComparison.Differences(altered, run.Document)));
        });
    }

    private static bool HasNumber(Cell cell) => cell.Outputs is [DataOutput output] && Digit().IsMatch(output.Text("text/plain")!);

    private static Cell WithOtherNumber(Cell cell)
    {
        var output = (DataOutput)cell.Outputs[0];
        var data = (System.Text.Json.Nodes.JsonObject)output.Data.DeepClone();
        data["text/plain"] = Digit().Replace(output.Text("text/plain")!, digit => digit.Value == "9" ? "8" : "9", 1);
        return cell with { Outputs = [output with { Data = data }] };
    }

    [GeneratedRegex("[0-9]")]
    private static partial Regex Digit();
}
