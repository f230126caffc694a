using Sizing.Planning.Remedies;

namespace Sizing.Data;

/// <summary>Reads <c>planning/remedies.csv</c>.</summary>
internal static class RemedyTable
{
    internal const string File = "planning/remedies.csv";

    private static readonly string[] Columns = ["key", "use", "name", "quality", "speed", "source", "as_of", "note"];

    internal static (IReadOnlyList<RemedyFact> Facts, CsvTable Table) Read(string text)
    {
        var table = CsvTable.Read(File, text, Columns);
        return ([.. table.Rows.Select(Read)], table);
    }

    private static RemedyFact Read(CsvRow row) => new(
        row.RequiredText("key"),
        row.Word("use", "serving", "training") == "training",
        row.RequiredText("name"),
        row.RequiredText("quality"),
        row.RequiredText("speed"),
        new(row.RequiredText("source"), $"as of {row.Date("as_of")}"),
        row.Text("note"));
}
