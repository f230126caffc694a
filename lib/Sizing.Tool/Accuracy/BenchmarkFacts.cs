using System.Globalization;
using Sizing.Data;

namespace Sizing.Tool.Accuracy;

/// <summary>
/// What is known of the benchmarks behind measured rows and no column states: <c>data/measurements/benchmarks.csv</c>. A setting holds for the
/// rows that match every filled column; the first that matches counts.
/// </summary>
internal static class BenchmarkFacts
{
    private static readonly string[] Columns =
        ["source", "engine", "version", "architecture", "model", "weights", "noted", "gpus", "tp", "attention_dp", "input", "concurrency", "least_output", "setting", "value", "evidence", "as_of", "note"];

    private static readonly Lazy<IReadOnlyList<CsvRow>> Facts = new(Read);

    /// <summary>The value of a setting of the run that a row was measured in, or null where nothing is known.</summary>
    internal static string? Of(Measurement row, string setting) =>
        Facts.Value.FirstOrDefault(fact => fact.Text("setting") == setting && Matches(fact, row))?.Text("value");

    /// <summary>The same as a number.</summary>
    internal static double? NumberOf(Measurement row, string setting) =>
        Facts.Value.FirstOrDefault(fact => fact.Text("setting") == setting && Matches(fact, row))?.Number("value");

    private static bool Matches(CsvRow fact, Measurement row) =>
        row.Text("source").Contains(fact.Text("source"), StringComparison.Ordinal)
        && (fact.Text("engine").Length == 0 || fact.Text("engine") == row.Text("engine"))
        && (fact.Text("weights").Length == 0 || fact.List("weights").Contains(row.Text("weights_format")))
        && (fact.Text("version").Length == 0 || fact.Text("version") == row.Text("engine_version"))
        && row.Model.Contains(fact.Text("model"), StringComparison.OrdinalIgnoreCase)
        && (fact.Text("noted").Length == 0 || fact.List("noted").Any(row.Notes))
        && Names(fact, "gpus", row.Whole("gpus")) && Names(fact, "tp", row.Whole("tp")) && Names(fact, "input", row.Whole("input_tokens"))
        && Names(fact, "concurrency", row.Whole("concurrency"))
        && (fact.Text("attention_dp").Length == 0 || fact.Text("attention_dp") == (MeasuredServing.AttentionReplicas(row) > 1 ? "several" : "one"))
        && (fact.Number("least_output") is not { } output || output <= row.Number("output_tokens"))
        && (fact.Text("architecture").Length == 0 || Catalog.Gpu(row.Gpu).Architecture.StartsWith(fact.Text("architecture"), StringComparison.Ordinal));

    private static bool Names(CsvRow fact, string column, int? value) =>
        fact.Text(column).Length == 0 || (value is { } number && fact.List(column).Contains(number.ToString(CultureInfo.InvariantCulture)));

    private static IReadOnlyList<CsvRow> Read()
    {
        using var stream = typeof(BenchmarkFacts).Assembly.GetManifestResourceStream("benchmarks.csv")
            ?? throw new InvalidOperationException("The resource benchmarks.csv is missing.");
        using var reader = new StreamReader(stream);
        return CsvTable.Read("benchmarks.csv", reader.ReadToEnd(), Columns).Rows;
    }
}
