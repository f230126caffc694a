namespace Sizing.Data;

/// <summary>Reads <c>prices.csv</c>.</summary>
internal static class PriceTable
{
    internal const string File = "prices.csv";

    private static readonly string[] Columns = ["item", "kind", "usd", "per", "terms", "as_of", "source", "status"];

    internal static (IReadOnlyList<Price> Prices, CsvTable Table) Read(string text, IEnumerable<string> names)
    {
        var known = names.ToHashSet();
        var table = CsvTable.Read(File, text, Columns);
        return ([.. table.Rows.Select(row => Read(row, known))], table);
    }

    private static Price Read(CsvRow row, HashSet<string> known)
    {
        if (!known.Contains(row.RequiredText("item")))
            row.Report("item", $"no GPU or system is named '{row.Text("item")}'", $"write a name of {GpuTable.File} or {SystemTable.File}");
        var kind = row.Word("kind", "purchase", "rental") == "rental" ? PriceKind.Rental : PriceKind.Purchase;
        return new(
            row.Text("item"),
            kind,
            row.RequiredNumber("usd"),
            kind == PriceKind.Rental ? row.Word("per", "gpu-hour", "system-hour") : row.Word("per", "gpu", "system"),
            row.Text("terms"),
            row.Date("as_of"),
            row.RequiredText("source"),
            DataStatusWords.Read(row, "status"));
    }
}
