using Sizing.Tool.Accuracy;

namespace Sizing.Tool.Verify;

/// <summary>A log beside what the formulas say about the same deployment.</summary>
/// <param name="Question">The log.</param>
/// <param name="Serving">The deployment that it describes.</param>
/// <param name="Terms">Its figures, in the order of the log.</param>
internal sealed record Verification(LogQuestion Question, Serving Serving, IReadOnlyList<VerifiedTerm> Terms)
{
    /// <summary>Replays the rows of a log through the formulas.</summary>
    /// <exception cref="SizingException">A setting of the log cannot be expressed.</exception>
    internal static Verification Of(LogQuestion question)
    {
        var file = MeasurementFile.Parse(question.Name, MeasuredRows.Csv(MeasuredRows.Of(question)), Environment.CurrentDirectory);
        var serving = MeasuredServing.Of(file.Rows[0], file.Models.Of(file.Rows[0]));
        var rows = AccuracyReport.Of(file).Rows;
        var logged = new LoggedTerms(question.Log, serving);
        var explained = new Explanation(serving, logged, rows);
        return new(question, serving, [.. question.Log.Figures.Zip(rows, (figure, row) => new VerifiedTerm(figure, row, logged.Predict(figure.Quantity), explained.Of(row)))]);
    }
}
