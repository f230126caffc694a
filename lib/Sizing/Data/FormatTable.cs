using Sizing.Inference;

namespace Sizing.Data;

/// <summary>Reads <c>engines/formats.csv</c>: which formats of weights and caches each engine takes.</summary>
internal static class FormatTable
{
    internal const string File = "engines/formats.csv";

    private static readonly string[] Columns = ["engine", "use", "format", "from_version", "before_version", "least_capability", "source", "as_of", "note"];

    internal static (IReadOnlyList<EngineFormat> Formats, CsvTable Table) Read(string text)
    {
        var table = CsvTable.Read(File, text, Columns);
        return ([.. table.Rows.Select(Read)], table);
    }

    private static EngineFormat Read(CsvRow row) => new(
        EngineNames.Parse(row.RequiredText("engine")),
        row.Word("use", "cache", "unsized-cache", "weights", "vendor", "not-in-fp16", "fallback") switch
        {
            "cache" => FormatUse.Cache,
            "unsized-cache" => FormatUse.UnsizedCache,
            "weights" => FormatUse.Weights,
            "vendor" => FormatUse.Vendor,
            "not-in-fp16" => FormatUse.NotInFp16,
            _ => FormatUse.Fallback,
        },
        row.RequiredText("format"),
        EngineTable.VersionOf(row.Text("from_version")),
        EngineTable.VersionOf(row.Text("before_version")),
        row.Number("least_capability") is null ? null : Version.Parse(row.Text("least_capability")),
        new(row.RequiredText("source"), $"as of {row.Date("as_of")}"),
        row.Text("note"));
}
