using Sizing.Tool.Accuracy;

namespace Sizing.Tool.Verify;

/// <summary>A figure of a log beside its prediction.</summary>
/// <param name="Figure">What was logged.</param>
/// <param name="Replay">The prediction from the settings alone, as <c>accuracy</c> makes it, or why there is none.</param>
/// <param name="WithLogged">The prediction with the other logged figures as inputs; null where they do not enter.</param>
/// <param name="Explanation">What explains the difference.</param>
internal sealed record VerifiedTerm(LoggedFigure Figure, Replayed Replay, double? WithLogged, string Explanation)
{
    /// <summary>Prediction minus measurement in the unit of the quantity, or null without a prediction.</summary>
    internal double? Difference => Replay.Predicted - Figure.Value;
}
