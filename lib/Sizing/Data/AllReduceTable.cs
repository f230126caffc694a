using Sizing.Hardware;

namespace Sizing.Data;

/// <summary>Reads <c>allreduce.csv</c>: rows of one GPU, library and number of GPUs are one curve.</summary>
internal static class AllReduceTable
{
    internal const string File = "allreduce.csv";

    private static readonly string[] Columns =
        ["gpu", "link", "library", "version", "gpus", "message_bytes", "latency_us", "source", "as_of"];

    internal static (IReadOnlyList<AllReduceCurve> Curves, CsvTable Table) Read(string text, IReadOnlyList<GpuSpec> gpus)
    {
        var table = CsvTable.Read(File, text, Columns);
        var curves = table.Rows
            .GroupBy(row => (row.Text("gpu"), row.RequiredText("link"), row.RequiredText("library"), row.Text("version"), row.RequiredWhole("gpus")))
            .Select(rows => Read([.. rows], gpus));
        return ([.. curves.OfType<AllReduceCurve>()], table);
    }

    private static AllReduceCurve? Read(IReadOnlyList<CsvRow> rows, IReadOnlyList<GpuSpec> gpus)
    {
        List<(CsvRow Row, AllReducePoint Point)> points = [.. rows.Select(row => (row, Point(row))).OrderBy(each => each.Item2.Message)];
        foreach (var (first, second) in points.Zip(points.Skip(1)))
            if (first.Point.Message == second.Point.Message)
                second.Row.Report("message_bytes", $"row {first.Row.Line} has the same size", "keep one of them");
        return rows[0].Gpu("gpu", gpus) is { } gpu
            ? new()
            {
                Gpu = gpu,
                Link = rows[0].Text("link"),
                Library = rows[0].Text("library"),
                Version = rows[0].Text("version"),
                Gpus = rows[0].RequiredWhole("gpus"),
                Points = [.. points.Select(each => each.Point)],
                Source = rows[0].RequiredText("source"),
                AsOf = rows[0].Date("as_of"),
            }
            : null;
    }

    private static AllReducePoint Point(CsvRow row) =>
        new(row.Memory("message_bytes", new(1)) ?? new(1), row.RequiredNumber("latency_us") * 1e-6);
}
