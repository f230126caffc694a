using System.Globalization;

namespace Sizing.Tool.Accuracy.Report;

/// <summary>How the errors of some rows are spread, as cells of a table.</summary>
internal static class ErrorSpread
{
    /// <summary>The heads of the cells.</summary>
    internal const string Heads = "rows | expressed | median | 90 % | worst | bias | ≤ 5 % | ≤ 10 % | ≤ 20 % | simple sum";

    private const int Cells = 10;

    /// <summary>The line below the heads of a table whose first columns are names.</summary>
    internal static string Rule(int names) => "|" + string.Concat(Enumerable.Repeat("---|", names)) + string.Concat(Enumerable.Repeat("---:|", Cells));

    /// <summary>
    /// Rows, those with a prediction, median and 90th percentile of |ln(predicted / measured)|, the worst with its sign, the mean with its sign,
    /// the shares of all rows within limits, and the median of the simple sum over the same rows.
    /// </summary>
    internal static string Of(IReadOnlyCollection<ReportRow> rows)
    {
        var errors = rows.Select(row => row.Replayed.LogError).OfType<double>().ToList();
        var sizes = errors.Select(Math.Abs).Order().ToList();
        var naive = rows.Where(row => row.Replayed.Predicted is not null).Select(row => row.NaiveLogError).OfType<double>().Select(Math.Abs).Order().ToList();
        return string.Join(" | ",
            rows.Count, rows.Count(row => row.Replayed.Predicted is not null), Size(Quantile(sizes, 0.5)), Size(Quantile(sizes, 0.9)),
            Signed(errors.Count == 0 ? null : errors.MaxBy(Math.Abs)), Signed(errors.Count == 0 ? null : errors.Average()),
            Within(rows, 0.05), Within(rows, 0.10), Within(rows, 0.20), Size(Quantile(naive, 0.5)));
    }

    /// <summary>The value below which a share of sorted values lies, the nearest one; null where there are none.</summary>
    internal static double? Quantile(List<double> sorted, double share) =>
        sorted.Count == 0 ? null : sorted[Math.Max(0, (int)Math.Ceiling(share * sorted.Count) - 1)];

    private static string Within(IReadOnlyCollection<ReportRow> rows, double limit) =>
        (rows.Count(row => row.Replayed.Error is { } error && Math.Abs(error) <= limit) / (double)rows.Count).ToString("0 %", CultureInfo.InvariantCulture);

    private static string Size(double? value) => value?.ToString("0.000", CultureInfo.InvariantCulture) ?? "–";

    private static string Signed(double? value) => value?.ToString("+0.000;-0.000;0.000", CultureInfo.InvariantCulture) ?? "–";
}
