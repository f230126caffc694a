using Sizing.Explain;
using Sizing.Performance;

namespace Sizing.Data;

/// <summary>Reads <c>assumptions.csv</c>.</summary>
internal static class AssumptionTable
{
    internal const string File = "assumptions.csv";

    private static readonly string[] Columns = ["name", "value", "unit", "status", "source", "as_of", "note"];

    internal static (IReadOnlyList<Assumption> Assumptions, CsvTable Table) Read(string text)
    {
        var table = CsvTable.Read(File, text, Columns);
        List<Assumption> rows = [.. table.Rows.Select(Read)];
        foreach (var name in Assumption.Names.Except(rows.Select(row => row.Name)))
            table.Report(0, "name", $"the row '{name}' is missing", "add it");
        return (rows, table);
    }

    private static Assumption Read(CsvRow row)
    {
        DataStatusWords.Read(row, "status");
        return new(
            row.Word("name", Assumption.Names),
            Amount.Of(row.RequiredNumber("value"), UnitOf(row.Word("unit", "years", "ratio", "dollars", "bytes_per_second", "watts"))),
            new(row.RequiredText("source"), $"as of {row.Date("as_of")}"),
            row.Text("note"));
    }

    private static Unit UnitOf(string word) => word switch
    {
        "dollars" => Unit.Dollars,
        "bytes_per_second" => Unit.BytesPerSecond,
        "watts" => Unit.Watts,
        _ => Unit.None,
    };
}
