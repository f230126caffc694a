namespace Sizing.Notebook.Measured;

/// <summary>A measured number beside what the library predicts of it: one row of <c>data/measurements/predictions.csv</c>.</summary>
/// <param name="Id">The key of the row in the files of measurements.</param>
/// <param name="Group">What the quantity belongs to, such as <c>latency</c>.</param>
/// <param name="Quantity">What was measured, with its unit in the name, such as <c>tpot_ms</c>.</param>
/// <param name="Model">The model as the source names it.</param>
/// <param name="Engine">The engine or framework, or empty.</param>
/// <param name="Gpu">The GPU, or empty.</param>
/// <param name="Measured">The measured number.</param>
/// <param name="Predicted">The prediction in the same unit, or null.</param>
/// <param name="SimpleSum">What the simple sums of articles say, or null where there is none.</param>
/// <param name="Declined">Why there is no prediction, or empty.</param>
/// <param name="Explanation">What is known of a wrong prediction, or null.</param>
public sealed record MeasuredRow(
    string Id,
    string Group,
    string Quantity,
    string Model,
    string Engine,
    string Gpu,
    double Measured,
    double? Predicted,
    double? SimpleSum,
    string Declined,
    Explanation? Explanation = null)
{
    /// <summary>Predicted / measured: below 1 the prediction is low; null without a prediction.</summary>
    public double? Ratio => Predicted / Measured;

    /// <summary>ln(predicted / measured): 0.05 is about 5 %, below 0 the prediction is low; null without a prediction above 0.</summary>
    public double? LogError => Log(Predicted);

    /// <summary>ln(simple sum / measured), or null.</summary>
    public double? SimpleLogError => Log(SimpleSum);

    /// <summary>Whether there is a prediction that is at most a share away from the measurement.</summary>
    /// <param name="share">The share, such as 0.05.</param>
    public bool IsWithin(double share) => Ratio is { } ratio && Math.Abs(ratio - 1) <= share;

    private double? Log(double? value) => value > 0 ? Math.Log(value.Value / Measured) : null;
}
