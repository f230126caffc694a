namespace Sizing.Tool.Accuracy;

/// <summary>How well a quantity is predicted over its rows of certainty high and medium.</summary>
/// <param name="Quantity">The quantity.</param>
/// <param name="Rows">Rows that count.</param>
/// <param name="Expressed">Rows with a prediction.</param>
internal sealed record KindSummary(string Quantity, int Rows, int Expressed)
{
    /// <summary>Mean |ln(predicted / measured)|; null when no row is expressed, as the other figures.</summary>
    public double? MeanAbsLog { get; private init; }

    /// <summary>Median |ln(predicted / measured)|.</summary>
    public double? MedianAbsLog { get; private init; }

    /// <summary>Mean ln(predicted / measured): below 0 predicts low.</summary>
    public double? Bias { get; private init; }

    /// <summary>Share of rows within 5 %; a declined row counts as missed, as in the shares below.</summary>
    public double Within5 { get; private init; }

    /// <summary>Share of rows within 10 %.</summary>
    public double Within10 { get; private init; }

    /// <summary>Share of rows within 20 %.</summary>
    public double Within20 { get; private init; }

    internal static KindSummary Of(string quantity, IEnumerable<Replayed> replayed)
    {
        var rows = replayed.Where(row => !row.Row.IsUncertain).ToList();
        var errors = rows.Select(row => row.LogError).OfType<double>().ToList();
        var sizes = errors.Select(Math.Abs).Order().ToList();
        double Within(double share) => rows.Count == 0 ? 0 : Math.Round(rows.Count(row => row.Error is { } error && Math.Abs(error) <= share) / (double)rows.Count, 4);
        return new(quantity, rows.Count, errors.Count)
        {
            MeanAbsLog = sizes.Count == 0 ? null : Math.Round(sizes.Average(), 4),
            MedianAbsLog = sizes.Count == 0 ? null : Math.Round(Median(sizes), 4),
            Bias = errors.Count == 0 ? null : Math.Round(errors.Average(), 4),
            Within5 = Within(0.05),
            Within10 = Within(0.10),
            Within20 = Within(0.20),
        };
    }

    private static double Median(List<double> sorted) =>
        sorted.Count % 2 == 1 ? sorted[sorted.Count / 2] : (sorted[sorted.Count / 2 - 1] + sorted[sorted.Count / 2]) / 2;
}
