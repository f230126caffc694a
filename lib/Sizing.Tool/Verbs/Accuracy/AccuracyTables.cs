using System.Globalization;
using Sizing.Notebook;
using Sizing.Tool.Accuracy;

namespace Sizing.Tool.Verbs.Accuracy;

/// <summary>The report of <c>accuracy</c> as tables: rows, declined rows, and summaries by quantity, model, GPU and engine.</summary>
internal static class AccuracyTables
{
    internal static IEnumerable<Table> Of(AccuracyReport report)
    {
        yield return report.Rows.Where(row => row.Declined is null).Select(row => new
        {
            row.Row.Id,
            row.Row.Quantity,
            Predicted = Number(row.Predicted),
            Measured = Number(row.Row.Value),
            Error = Percent(row.Error),
            Scored = row.Row.IsUncertain ? "no" : "yes",
        }).ToTable("Rows");
        yield return report.Rows.Where(row => row.Declined is not null).Select(row => new { row.Row.Id, row.Row.Quantity, Reason = row.Declined! }).ToTable("Declined");
        yield return By(report, "model", row => row.Row.Model);
        yield return By(report, "GPU", row => row.Row.Gpu);
        yield return By(report, "engine", row => row.Row.Engine);
        yield return Summary("By quantity", report.Kinds.Select(kind => (kind.Quantity, kind)));
    }

    private static Table By(AccuracyReport report, string what, Func<Replayed, string> key) =>
        Summary($"By {what}", report.Rows
            .GroupBy(row => (Key: key(row), row.Row.Quantity))
            .OrderBy(group => group.Key.Key, StringComparer.Ordinal)
            .Select(group => ($"{group.Key.Key} · {group.Key.Quantity}", KindSummary.Of(group.Key.Quantity, group))));

    private static Table Summary(string title, IEnumerable<(string Name, KindSummary Kind)> summaries) =>
        summaries.Select(summary => new
        {
            summary.Name,
            summary.Kind.Rows,
            summary.Kind.Expressed,
            MeanAbsLog = Number(summary.Kind.MeanAbsLog),
            MedianAbsLog = Number(summary.Kind.MedianAbsLog),
            Bias = Number(summary.Kind.Bias),
            Within5 = Percent(summary.Kind.Within5),
            Within10 = Percent(summary.Kind.Within10),
            Within20 = Percent(summary.Kind.Within20),
        }).ToTable(title);

    private static string Number(double? value) => value?.ToString("G6", CultureInfo.InvariantCulture) ?? "–";

    private static string Percent(double? share) => share?.ToString("+0.0 %;-0.0 %;0.0 %", CultureInfo.InvariantCulture) ?? "–";
}
