using Sizing.Tool.Accuracy;

namespace Sizing.Tool.Verbs.Accuracy;

/// <summary>The JSON object that <c>accuracy</c> prints; its keys are a contract.</summary>
internal static class AccuracyJson
{
    internal static string Of(AccuracyReport report) => JsonLine.Of(new
    {
        Model = (string?)null,
        report.Kinds,
        Rows = report.Rows.Select(row => new
        {
            row.Row.Id,
            row.Row.Quantity,
            row.Row.Model,
            row.Row.Gpu,
            row.Predicted,
            Measured = row.Row.Value,
            row.Error,
            row.Declined,
        }),
    });
}
