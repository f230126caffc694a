using System.Globalization;
using System.Text;
using Sizing.Data;

namespace Sizing.Tool.Accuracy.Report;

/// <summary><c>data/measurements/README.md</c>: what the rows are, and how well each quantity is predicted on them.</summary>
internal static class AccuracyDocument
{
    private const int Worst = 12;
    private const int Reasons = 25;
    private const int Fewest = 5;

    /// <summary>Writes the report.</summary>
    /// <param name="files">The files of measurements.</param>
    /// <param name="version">The version of the library.</param>
    /// <param name="asOf">The date of the report.</param>
    internal static string Markdown(IEnumerable<MeasurementFile> files, string version, string asOf)
    {
        var read = files.ToList();
        var rows = read.SelectMany(ReportRow.Of).ToList();
        var text = new StringBuilder(Resource("measurements.md"))
            .Append(CultureInfo.InvariantCulture, $"\n# Accuracy\n\nLibrary {version}, {asOf}: {rows.Count:N0} rows of certainty high or medium, {rows.Count(row => row.Replayed.Predicted is not null):N0} of them expressed.\n\n")
            .Append(Resource("accuracy.md"));
        Section(text, "By quantity", ["group", "quantity"], rows, row => [row.Group, row.Replayed.Row.Quantity]);
        FromThePool(text, [.. read.SelectMany(PoolReplay.Of)]);
        Section(text, "By engine or framework", ["engine", "group"], rows, row => [row.Measured.Engine, row.Group]);
        Section(text, "By model family", ["`model_type`", "group"], rows, row => [row.Family, row.Group]);
        Section(text, "By GPU", ["GPU", "group"], rows, row => [row.Replayed.Row.Gpu, row.Group]);
        WorstRows(text, rows);
        Declined(text, rows);
        Peers(text, rows);
        return text.ToString();
    }

    private static void Section(StringBuilder text, string title, string[] names, List<ReportRow> rows, Func<ReportRow, string[]> key)
    {
        text.Append(CultureInfo.InvariantCulture, $"\n## {title}\n\n| {string.Join(" | ", names)} | {SpreadCells.Heads} |\n{SpreadCells.Rule(names.Length)}\n");
        var groups = rows.GroupBy(row => string.Join(" | ", key(row).Select(Cell))).OrderBy(group => group.Key, StringComparer.Ordinal).ToLookup(group => group.Count() >= Fewest || names[0] == "group");
        foreach (var group in groups[true])
            text.Append(CultureInfo.InvariantCulture, $"| {group.Key} | {SpreadCells.Of([.. group])} |\n");
        if (groups[false].SelectMany(group => group).ToList() is { Count: > 0 } rest)
            text.Append(CultureInfo.InvariantCulture, $"| fewer than {Fewest} rows each | all | {SpreadCells.Of(rest)} |\n");
    }

    private static void FromThePool(StringBuilder text, List<(Measurement Row, double Ratio)> rows)
    {
        if (rows.Count == 0)
            return;
        var errors = rows.Select(row => Math.Abs(row.Ratio - 1)).Order().ToList();
        string Within(double most) => ((double)errors.Count(error => error <= most) / errors.Count).ToString("0 %", CultureInfo.InvariantCulture);
        text.Append(CultureInfo.InvariantCulture, $"\nFrom the KV pool that vLLM logged beside them, {errors.Count} of these tokens, blocks and sequences are predicted with a median error of {errors[errors.Count / 2]:0.00 %}; {Within(0.002)} are within 0.2 %, {Within(0.05)} within 5 %.\n");
    }

    private static void WorstRows(StringBuilder text, List<ReportRow> rows)
    {
        text.Append(CultureInfo.InvariantCulture, $"\n## The {Worst} worst rows\n\n| row | quantity | measured | predicted | error |\n|---|---|---:|---:|---:|\n");
        foreach (var row in rows.Select(row => row.Replayed).Where(row => row.LogError is not null).OrderByDescending(row => Math.Abs(row.LogError!.Value)).ThenBy(row => row.Row.Id, StringComparer.Ordinal).Take(Worst))
            text.Append(CultureInfo.InvariantCulture, $"| `{row.Row.Id}` | {row.Row.Quantity} | {row.Row.Value:G4} | {row.Predicted:G4} | {row.Error:+0 %;-0 %} |\n");
    }

    private static void Declined(StringBuilder text, List<ReportRow> rows)
    {
        var reasons = rows.Where(row => row.Replayed.Declined is not null).GroupBy(row => row.Replayed.Declined!).OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal).ToList();
        text.Append("\n## Rows that are not expressed\n\n| rows | why |\n|---:|---|\n");
        foreach (var reason in reasons.Take(Reasons))
            text.Append(CultureInfo.InvariantCulture, $"| {reason.Count()} | {Cell(reason.Key)} |\n");
        if (reasons.Count > Reasons)
            text.Append(CultureInfo.InvariantCulture, $"| {reasons.Skip(Reasons).Sum(group => group.Count())} | {reasons.Count - Reasons} other reasons |\n");
    }

    private static void Peers(StringBuilder text, List<ReportRow> rows)
    {
        text.Append('\n').Append(Resource("peers.md")).Append("\n| what | calculator | rows | mean error | within 5 % | note |\n|---|---|---:|---:|---:|---|\n");
        var peers = CsvTable.Read("calculators.csv", Resource("calculators.csv"), "what", "calculator", "rows", "mean_error_percent", "within5_percent", "note").Rows;
        foreach (var kind in peers.GroupBy(row => row.Text("what")))
        {
            if (OwnErrors.Of(kind.Key, rows) is { } own)
                text.Append($"| {Cell(kind.Key)} | **this library** | {own} |\n");
            foreach (var row in kind)
                text.Append($"| {Cell(kind.Key)} | {Cell(row.Text("calculator"))} | {row.Text("rows")} | {row.Text("mean_error_percent")} | {row.Text("within5_percent")} | {Cell(row.Text("note"))} |\n");
        }
    }

    private static string Cell(string text) => text.Length == 0 ? "not stated" : text.Replace("|", "\\|", StringComparison.Ordinal);

    private static string Resource(string name)
    {
        using var stream = typeof(AccuracyDocument).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The resource {name} is missing.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
