using Sizing.Explain;
using Sizing.Inference;

namespace Sizing.Data;

/// <summary>Reads the figures of the serving engines, one file for each engine.</summary>
internal static class EngineTable
{
    internal const string VersionsFile = "engines/engines.csv";

    private static readonly string[] Columns = ["constant", "from_version", "before_version", "value", "unit", "source", "as_of", "note"];

    internal static string FileOf(EngineKind kind) => $"engines/{EngineNames.Of(kind)}.csv";

    internal static (IReadOnlyList<EngineConstant> Constants, CsvTable Table) Read(string file, string text)
    {
        var table = CsvTable.Read(file, text, Columns);
        return ([.. table.Rows.Select(Read)], table);
    }

    internal static (IReadOnlyList<KnownVersions> Engines, CsvTable Table) ReadVersions(string text)
    {
        var table = CsvTable.Read(VersionsFile, text, "name", "oldest_version", "newest_version", "source", "as_of");
        return ([.. table.Rows.Select(row => new KnownVersions(
            EngineNames.Parse(row.RequiredText("name")), EngineVersions.Parse(row.RequiredText("oldest_version")), EngineVersions.Parse(row.RequiredText("newest_version"))))], table);
    }

    private static EngineConstant Read(CsvRow row) => new(
        row.RequiredText("constant"),
        VersionOf(row.Text("from_version")),
        VersionOf(row.Text("before_version")),
        ValueOf(row),
        new(row.RequiredText("source"), $"as of {row.Date("as_of")}"))
    {
        Note = row.Text("note"),
    };

    internal static Version? VersionOf(string text) => text.Length == 0 ? null : EngineVersions.Parse(text);

    private static Amount ValueOf(CsvRow row)
    {
        var value = row.RequiredNumber("value");
        return row.Text("unit") switch
        {
            "GiB" => Bytes.FromGiB(value),
            "MiB" => Bytes.FromMiB(value),
            "tokens" => Amount.Exact((long)value, Unit.Tokens),
            "sequences" => Amount.Exact((long)value, Unit.Sequences),
            "B/element" => Amount.Of(value, Unit.BytesPerElement),
            _ => Amount.Of(value),
        };
    }
}
