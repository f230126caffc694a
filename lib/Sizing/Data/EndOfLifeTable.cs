using Sizing.Planning.Warnings;

namespace Sizing.Data;

/// <summary>Reads <c>planning/end-of-life.csv</c>.</summary>
internal static class EndOfLifeTable
{
    internal const string File = "planning/end-of-life.csv";

    private static readonly string[] Columns = ["item", "what", "since", "status", "source", "as_of"];

    internal static (IReadOnlyList<EndOfLife> Rows, CsvTable Table) Read(string text)
    {
        var table = CsvTable.Read(File, text, Columns);
        return ([.. table.Rows.Select(Read)], table);
    }

    private static EndOfLife Read(CsvRow row)
    {
        DataStatusWords.Read(row, "status");
        return new(row.RequiredText("item"), row.RequiredText("what"), row.Date("since"), new(row.RequiredText("source"), $"as of {row.Date("as_of")}"));
    }
}
