using System.Globalization;
using Sizing.Notebook;
using Sizing.Tool.Verify;

namespace Sizing.Tool.Verbs.Verify;

/// <summary>A verified log as text.</summary>
internal static class VerifyTables
{
    internal static IEnumerable<string> Of(Verification verification)
    {
        var (question, serving) = (verification.Question, verification.Serving);
        yield return $"{question.Name}: {serving.Model.Name} on {serving.Plan?.Gpus ?? 1} × {serving.Gpu.Name} ({serving.Plan}), {serving.Engine}";
        yield return $"Settings: {string.Join(", ", question.Columns.Where(IsShown).Select(column => $"{column.Key}={column.Value}"))}";
        foreach (var note in question.Notes)
            yield return $"Note: {note}";
        yield return "";
        yield return verification.Terms.Select(term => new
        {
            term.Figure.Quantity,
            Measured = Amount(term.Figure, term.Figure.Value),
            Predicted = IsModelled(term) ? Amount(term.Figure, term.Replay.Predicted) : "not modelled",
            Difference = Amount(term.Figure, IsModelled(term) ? term.Difference : null),
            Error = Percent(IsModelled(term) ? term.Replay.Error : null),
            WithLoggedTerms = Amount(term.Figure, term.WithLogged),
            Explanation = term.Explanation,
        }).ToTable().ToString();
    }

    /// <summary>A term that the engine logs and its account lacks is predicted as nothing.</summary>
    private static bool IsModelled(VerifiedTerm term) => term.Replay.Predicted is not <= 0;

    private static bool IsShown(KeyValuePair<string, string> column) =>
        column.Value.Length > 0 && column.Key is not ("model" or "gpu" or "gpus" or "engine" or "engine_version" or "tp" or "pp" or "dp" or "ep");

    private static string Amount(LoggedFigure figure, double? value) => value switch
    {
        null => "–",
        { } bytes when figure.IsMemory => $"{bytes / (1L << 30):0.00} GiB",
        { } count => count.ToString("#,0.##", CultureInfo.InvariantCulture),
    };

    private static string Percent(double? share) => share?.ToString("+0.0 %;-0.0 %;0.0 %", CultureInfo.InvariantCulture) ?? "–";
}
