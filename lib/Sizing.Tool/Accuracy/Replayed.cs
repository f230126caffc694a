namespace Sizing.Tool.Accuracy;

/// <summary>A measured row beside its prediction, or the reason why there is none.</summary>
/// <param name="Row">The row.</param>
/// <param name="Predicted">The prediction in the unit of the quantity, or null.</param>
/// <param name="Declined">Why there is no prediction, or null.</param>
internal sealed record Replayed(Measurement Row, double? Predicted, string? Declined)
{
    /// <summary>ln(predicted / measured), or null without a prediction.</summary>
    internal double? LogError => Predicted is > 0 ? Math.Log(Predicted.Value / Row.Value) : null;

    /// <summary>Predicted / measured − 1, or null without a prediction.</summary>
    internal double? Error => Predicted / Row.Value - 1;

    internal static Replayed Of(Measurement row, double predicted) => new(row, predicted, null);

    internal static Replayed Decline(Measurement row, string reason) => new(row, null, reason);
}
