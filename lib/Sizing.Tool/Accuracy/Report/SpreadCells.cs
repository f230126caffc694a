using System.Globalization;
using Sizing.Notebook.Measured;

namespace Sizing.Tool.Accuracy.Report;

/// <summary>How the errors of some rows are spread, as cells of a table.</summary>
internal static class SpreadCells
{
    /// <summary>The heads of the cells.</summary>
    internal const string Heads = "rows | expressed | median | 90 % | worst | bias | ≤ 5 % | ≤ 10 % | ≤ 20 % | simple sum";

    private const int Cells = 10;

    /// <summary>The line below the heads of a table whose first columns are names.</summary>
    internal static string Rule(int names) => "|" + string.Concat(Enumerable.Repeat("---|", names)) + string.Concat(Enumerable.Repeat("---:|", Cells));

    /// <summary>The cells of some rows.</summary>
    internal static string Of(IReadOnlyCollection<ReportRow> rows)
    {
        var spread = ErrorSpread.Of([.. rows.Select(row => row.Measured)]);
        return string.Join(" | ",
            spread.Rows, spread.Expressed, Size(spread.Median), Size(spread.NinthDecile), Signed(spread.Worst), Signed(spread.Bias),
            Share(spread.Within5), Share(spread.Within10), Share(spread.Within20), Size(spread.SimpleSum));
    }

    private static string Share(double value) => value.ToString("0 %", CultureInfo.InvariantCulture);

    private static string Size(double? value) => value?.ToString("0.000", CultureInfo.InvariantCulture) ?? "–";

    private static string Signed(double? value) => value?.ToString("+0.000;-0.000;0.000", CultureInfo.InvariantCulture) ?? "–";
}
