using Sizing.Hardware;

namespace Sizing.Data;

/// <summary>The words by which data files say how well a row is attested.</summary>
public static class DataStatusWords
{
    private static readonly string[] Words = ["checked", "two-sources", "one-source", "conflict", "unverified"];

    internal static DataStatus Read(CsvRow row, string column) => row.Word(column, Words) switch
    {
        "checked" => DataStatus.Checked,
        "two-sources" => DataStatus.TwoSources,
        "one-source" => DataStatus.OneSource,
        "conflict" => DataStatus.Conflict,
        _ => DataStatus.Unverified,
    };

    /// <summary>The word of a status: <c>two-sources</c>.</summary>
    public static string Word(DataStatus status) => status switch
    {
        DataStatus.Checked => "checked",
        DataStatus.TwoSources => "two-sources",
        DataStatus.OneSource => "one-source",
        DataStatus.Conflict => "conflict",
        DataStatus.Unverified => "unverified",
    };
}
