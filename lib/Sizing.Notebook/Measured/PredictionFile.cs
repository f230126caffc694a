using System.Globalization;
using Sizing.Data;

namespace Sizing.Notebook.Measured;

/// <summary>Reads and writes <c>data/measurements/predictions.csv</c>.</summary>
internal static class PredictionFile
{
    internal const string Name = "predictions.csv";

    internal const string Explanations = "explanations.csv";

    private static readonly string[] Columns =
        ["id", "group", "quantity", "model", "engine", "gpu", "measured", "predicted", "simple_sum", "declined"];

    /// <summary>Writes the rows, numbers to six significant digits, so that the file is equal on every processor.</summary>
    internal static string Write(IEnumerable<MeasuredRow> rows) => string.Concat(rows.Select(Fields).Prepend(Columns).Select(fields => $"{string.Join(',', fields.Select(Quoted))}\n"));

    /// <summary>Reads the rows, each with the first explanation that is about it.</summary>
    /// <exception cref="SizingException">A file has a problem; the message names the first.</exception>
    internal static IReadOnlyList<MeasuredRow> Read(string predictions, string explanations)
    {
        var known = Rows(Explanations, explanations, "rows", "why", "basis")
            .Select(row => new Explanation(row.Text("rows"), row.Text("why"), row.Text("basis"))).ToList();
        return [.. Rows(Name, predictions, Columns).Select(row => Read(row, known))];
    }

    private static MeasuredRow Read(CsvRow row, List<Explanation> known) => new(
        row.Text("id"), row.Text("group"), row.Text("quantity"), row.Text("model"), row.Text("engine"), row.Text("gpu"),
        Number(row, "measured")!.Value, Number(row, "predicted"), Number(row, "simple_sum"), row.Text("declined"),
        known.FirstOrDefault(each => each.IsAbout(row.Text("id"))));

    private static IReadOnlyList<CsvRow> Rows(string name, string text, params IReadOnlyList<string> columns)
    {
        var table = CsvTable.Read(name, text, columns);
        return table.Problems is [var problem, ..] ? throw new SizingException(problem.ToString()) : table.Rows;
    }

    private static double? Number(CsvRow row, string column) =>
        row.Text(column) is { Length: > 0 } text ? double.Parse(text, CultureInfo.InvariantCulture) : null;

    private static string[] Fields(MeasuredRow row) =>
        [row.Id, row.Group, row.Quantity, row.Model, row.Engine, row.Gpu, Text(row.Measured), Text(row.Predicted), Text(row.SimpleSum), row.Declined];

    private static string Text(double? number) => number?.ToString("G6", CultureInfo.InvariantCulture) ?? "";

    private static string Quoted(string field) =>
        field.AsSpan().ContainsAny(",\"\r\n") ? $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : field;
}
