using System.Globalization;
using System.Text;

namespace Sizing.Tool.Calibrating;

/// <summary><c>data/measurements/folds.md</c>: how well rows are predicted that took no part in fitting.</summary>
internal static class FoldDocument
{
    private const string Head = """
        # Rows left out

        Written by `sizing calibrate data/measurements/inference.csv --folds`.

        All figures of `data/engines/speed.csv` are fitted again from their priors without the rows of one network (models of the same type, layers and
        width), and then without those of one GPU; the rows left out are then predicted. *Mean* is that of |ln(predicted / measured)|, *bias* that of
        ln(predicted / measured); *within* is the share of rows within a factor of 2, and of 1.5; *naive roofline* is the mean error of the data sheet alone on the same rows: the
        longer of bytes over bandwidth and operations over peak, prompts at the peak rate, the design power; *not host-bound* leaves out the runs whose GPUs
        idled (`benchmarks.csv`, `host_ms`). What `benchmarks.csv` calls inferred (the wait for the host, prompt lengths, steps held back, accepted drafts, runs
        from graphs) was set on all rows at once and is not fitted again, so that the rows it concerns are not wholly left out. The priors were chosen by people who
        had seen the rows.

        """;

    private static readonly (string Name, Func<CalibrationRow, bool> Holds)[] Kinds =
    [
        ("TPOT, dense, up to 8 sequences", row => row.Row.Quantity == "tpot_ms" && row.IsDense && row.Asked <= 8),
        ("TPOT, dense, 9 to 64", row => row.Row.Quantity == "tpot_ms" && row.IsDense && row.Asked is > 8 and <= 64),
        ("TPOT, dense, above 64", row => row.Row.Quantity == "tpot_ms" && row.IsDense && row.Asked > 64),
        ("TPOT, mixtures of experts", row => row.Row.Quantity == "tpot_ms" && !row.IsDense),
        ("TTFT, up to 8 sequences", row => row.Row.Quantity == "ttft_ms" && row.Asked <= 8),
        ("TTFT, above 8", row => row.Row.Quantity == "ttft_ms" && row.Asked > 8),
        ("output tokens per second", row => row.Row.Quantity == "output_tokens_per_second"),
        ("llama.cpp, decoding", row => row.Row.Quantity == "decode_tokens_per_second"),
        ("llama.cpp, prompts", row => row.Row.Quantity == "prefill_tokens_per_second"),
        ("power at the measured rate", row => row.Row.Quantity == "power_w"),
        ("energy of an output token, end to end", row => row.Row.Quantity == "joules_per_token"),
    ];

    /// <summary>Writes the document.</summary>
    /// <param name="networks">Folds by network.</param>
    /// <param name="gpus">Folds by GPU.</param>
    internal static string Of(IReadOnlyList<Fold> networks, IReadOnlyList<Fold> gpus)
    {
        var text = new StringBuilder(Head);
        text.Append("\n## Ranges\n\nFrom the tenth to the ninetieth percentile of measured / predicted over rows of networks left out; *covered* is the share of rows in a range that was set on the rows of other networks alone.\n\n| range | rows | low | high | covered |\n|---|---:|---:|---:|---:|\n");
        foreach (var band in FoldBand.Of(networks))
            text.Append(band).Append('\n');
        return text.Append(Of("network", networks)).Append(Of("GPU", gpus)).ToString();
    }

    private static string Of(string what, IReadOnlyList<Fold> folds)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"\n## Leave one {what} out\n\n| rows | n | mean | bias | within 2 | within 1.5 | naive roofline | not host-bound |\n|---|---:|---:|---:|---:|---:|---:|---:|\n");
        var all = folds.SelectMany(fold => fold.Rows.Zip(fold.Errors)).ToList();
        foreach (var (name, holds) in Kinds)
            text.Append(Line(name, [.. all.Where(pair => holds(pair.First))]));
        text.Append(CultureInfo.InvariantCulture, $"\n### Every fold\n\n| {what} | rows | n | mean | bias | within 2 | within 1.5 | naive roofline | not host-bound |\n|---|---|---:|---:|---:|---:|---:|---:|---:|\n");
        foreach (var fold in folds)
            foreach (var (name, holds) in Kinds)
                if (fold.Rows.Zip(fold.Errors).Where(pair => holds(pair.First)).ToList() is { Count: > 0 } rows)
                    text.Append(CultureInfo.InvariantCulture, $"| {fold.Name} {Line(name, rows)}");
        return text.ToString();
    }

    private static string Line(string name, List<(CalibrationRow Row, double Error)> rows)
    {
        var naive = rows.Select(pair => pair.Row.NaiveError).OfType<double>().ToList();
        var free = rows.Where(pair => !pair.Row.IsHostBound).ToList();
        return string.Create(CultureInfo.InvariantCulture,
            $"| {name} | {rows.Count} | {Mean(rows)} | {rows.Average(pair => pair.Error):+0.00;-0.00;0.00} | {Within(rows, 2):0 %} | {Within(rows, 1.5):0 %} | {(naive.Count == 0 ? "–" : naive.Average(Math.Abs).ToString("0.00", CultureInfo.InvariantCulture))} | {(free.Count == rows.Count || free.Count == 0 ? "–" : Mean(free))} |\n");
    }

    private static double Within(List<(CalibrationRow Row, double Error)> rows, double factor) =>
        rows.Count(pair => Math.Abs(pair.Error) <= Math.Log(factor)) / (double)rows.Count;

    private static string Mean(List<(CalibrationRow Row, double Error)> rows) => rows.Average(pair => Math.Abs(pair.Error)).ToString("0.000", CultureInfo.InvariantCulture);
}
