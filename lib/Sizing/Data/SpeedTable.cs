using Sizing.Explain;
using Sizing.Inference;
using Sizing.Performance;

namespace Sizing.Data;

/// <summary>Reads <c>engines/speed.csv</c>.</summary>
internal static class SpeedTable
{
    internal const string File = "engines/speed.csv";

    private static readonly string[] Columns = ["engine", "architecture", "constant", "value", "unit", "prior", "spread", "source", "as_of", "note"];

    internal static (IReadOnlyList<SpeedConstant> Constants, CsvTable Table) Read(string text)
    {
        var table = CsvTable.Read(File, text, Columns);
        return ([.. table.Rows.Select(Read)], table);
    }

    private static SpeedConstant Read(CsvRow row) => new(
        row.RequiredText("constant"),
        row.Text("engine") is { Length: > 0 } engine ? EngineNames.Parse(engine) : null,
        row.Text("architecture"),
        InUnit(row, row.RequiredNumber("value")),
        row.Number("prior") is { } prior ? InUnit(row, prior) : null,
        row.Number("spread") ?? 0,
        new(row.RequiredText("source"), $"as of {row.Date("as_of")}"),
        row.Text("note"));

    private static Amount InUnit(CsvRow row, double value) => row.Word("unit", "fraction", "us", "ns", "steps", "tokens") switch
    {
        "us" => Amount.Of(value * 1e-6, Unit.Seconds),
        "ns" => Amount.Of(value * 1e-9, Unit.Seconds),
        _ => Amount.Of(value),
    };
}
