using System.Globalization;

namespace Sizing.Tool.Calibrating;

/// <summary>A range of 80 %: from the tenth to the ninetieth percentile of measured / predicted over rows left out.</summary>
/// <param name="Name">The name of its figures in <c>data/engines/speed.csv</c>, without <c>_low</c> and <c>_high</c>.</param>
/// <param name="Rows">The rows.</param>
/// <param name="Low">The tenth percentile.</param>
/// <param name="High">The ninetieth percentile.</param>
/// <param name="Coverage">The share of rows in a range that was set without the rows of their own fold.</param>
internal sealed record FoldBand(string Name, int Rows, double Low, double High, double Coverage)
{
    private static readonly (string Name, Func<CalibrationRow, bool> Holds)[] All =
    [
        ("step", row => row.Row.Quantity == "tpot_ms" && row.IsDense),
        ("expert_step", row => row.Row.Quantity == "tpot_ms" && !row.IsDense),
        ("first_token", row => row.Row.Quantity == "ttft_ms"),
    ];

    /// <summary>The ranges that folds give.</summary>
    internal static IEnumerable<FoldBand> Of(IReadOnlyList<Fold> folds) => All.Select(band => Of(band.Name, [.. folds.Select(fold => Ratios(fold, band.Holds))]));

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"| {Name} | {Rows} | {Low:0.00} | {High:0.00} | {Coverage:0 %} |");

    private static FoldBand Of(string name, IReadOnlyList<List<double>> folds)
    {
        var all = folds.SelectMany(fold => fold).Order().ToList();
        var inside = folds.Sum(fold =>
        {
            var others = folds.Where(other => !ReferenceEquals(other, fold)).SelectMany(other => other).Order().ToList();
            return fold.Count(ratio => ratio >= Quantile(others, 0.1) && ratio <= Quantile(others, 0.9));
        });
        return new(name, all.Count, Quantile(all, 0.1), Quantile(all, 0.9), inside / (double)all.Count);
    }

    private static List<double> Ratios(Fold fold, Func<CalibrationRow, bool> holds) =>
        [.. fold.Rows.Zip(fold.Errors).Where(pair => holds(pair.First)).Select(pair => Math.Exp(-pair.Second))];

    private static double Quantile(List<double> sorted, double share) => sorted[(int)Math.Round(share * (sorted.Count - 1))];
}
