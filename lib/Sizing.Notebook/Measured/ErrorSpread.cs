namespace Sizing.Notebook.Measured;

/// <summary>How the errors |ln(predicted / measured)| of some rows are spread. A row without a prediction counts as missed.</summary>
/// <param name="Rows">Rows.</param>
/// <param name="Expressed">Rows with a prediction.</param>
/// <param name="Median">The median error; null when no row is expressed, as the next three.</param>
/// <param name="NinthDecile">The error below which nine rows of ten lie.</param>
/// <param name="Worst">The largest error, with its sign: below 0 the prediction is low.</param>
/// <param name="Bias">The mean error, with its sign.</param>
/// <param name="Within5">Share of all rows within 5 %.</param>
/// <param name="Within10">Share of all rows within 10 %.</param>
/// <param name="Within20">Share of all rows within 20 %.</param>
/// <param name="SimpleSum">The median error of the simple sums on the rows that are expressed, or null.</param>
public sealed record ErrorSpread(
    int Rows,
    int Expressed,
    double? Median,
    double? NinthDecile,
    double? Worst,
    double? Bias,
    double Within5,
    double Within10,
    double Within20,
    double? SimpleSum)
{
    /// <summary>The median error as a factor: 1.1 is 10 % too high, or as much too low.</summary>
    public double? MedianFactor => Factor(Median);

    /// <summary>The factor within which nine rows of ten lie.</summary>
    public double? NinthDecileFactor => Factor(NinthDecile);

    /// <summary>Predicted / measured of the worst row.</summary>
    public double? WorstRatio => Factor(Worst);

    /// <summary>The geometric mean of predicted / measured.</summary>
    public double? MeanRatio => Factor(Bias);

    /// <summary>The median error of the simple sums as a factor.</summary>
    public double? SimpleSumFactor => Factor(SimpleSum);

    /// <summary>The spread of the errors of some rows.</summary>
    public static ErrorSpread Of(IReadOnlyCollection<MeasuredRow> rows)
    {
        var errors = rows.Select(row => row.LogError).OfType<double>().ToList();
        var sizes = Sizes(errors);
        double Within(double share) => rows.Count(row => row.IsWithin(share)) / (double)rows.Count;
        return new(
            rows.Count,
            rows.Count(row => row.Predicted is not null),
            Quantile(sizes, 0.5),
            Quantile(sizes, 0.9),
            errors.Count == 0 ? null : errors.MaxBy(Math.Abs),
            errors.Count == 0 ? null : errors.Average(),
            Within(0.05),
            Within(0.10),
            Within(0.20),
            Quantile(Sizes(rows.Where(row => row.Predicted is not null).Select(row => row.SimpleLogError).OfType<double>()), 0.5));
    }

    /// <summary>The value below which a share of sorted values lies, the nearest one; null where there are none.</summary>
    internal static double? Quantile(IReadOnlyList<double> sorted, double share) =>
        sorted.Count == 0 ? null : sorted[Math.Max(0, (int)Math.Ceiling(share * sorted.Count) - 1)];

    private static double? Factor(double? error) => error is { } log ? Math.Exp(log) : null;

    private static List<double> Sizes(IEnumerable<double> errors) => [.. errors.Select(Math.Abs).Order()];
}
