using Sizing.Hardware;

namespace Sizing.Data;

/// <summary>Reads <c>links.csv</c>.</summary>
internal static class LinkTable
{
    internal const string File = "links.csv";

    private static readonly string[] Columns =
        ["link", "base_latency_us", "step_latency_us", "ring_efficiency", "status", "source", "as_of", "note"];

    private static readonly string[] Kinds = ["nvlink", "pcie", "network"];

    internal static (IReadOnlyList<LinkBehaviour> Links, CsvTable Table) Read(string text)
    {
        var table = CsvTable.Read(File, text, Columns);
        List<LinkBehaviour> links = [.. table.Rows.Select(Read)];
        foreach (var link in Kinds.Except(links.Select(each => each.Link)))
            table.Report(0, "link", $"the row '{link}' is missing", "add it");
        return (links, table);
    }

    private static LinkBehaviour Read(CsvRow row)
    {
        DataStatusWords.Read(row, "status");
        return new(
            row.Word("link", Kinds),
            row.RequiredNumber("base_latency_us") * 1e-6,
            row.RequiredNumber("step_latency_us") * 1e-6,
            row.RequiredNumber("ring_efficiency"),
            row.RequiredText("source"),
            row.Date("as_of"));
    }
}
