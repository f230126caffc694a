namespace Sizing.Performance;

/// <summary>How fast answers must be, and how much of its capacity a replica is asked for.</summary>
/// <param name="FirstToken">F: longest time to first token in seconds; infinity for any.</param>
/// <param name="PerToken">T: longest time per output token in seconds; infinity for any.</param>
/// <param name="Load">ρ: largest share of the requests that the replica could finish.</param>
public readonly record struct LatencyTargets(double FirstToken, double PerToken, double Load)
{
    /// <summary>The targets of some traffic; the load is the default of <c>data/assumptions.csv</c>.</summary>
    public static LatencyTargets Of(ServingLoad load)
    {
        ArgumentNullException.ThrowIfNull(load);
        return new(
            load.TargetFirstTokenSeconds ?? double.PositiveInfinity,
            load.TargetPerTokenSeconds ?? double.PositiveInfinity,
            load.QueueLoad ?? Catalog.Assumption(Assumption.QueueLoad).Value.Value);
    }

    /// <summary>Whether a replica at some traffic keeps both times.</summary>
    public bool AreMetBy(in OperatingPoint point) => point.TimeToFirstToken <= FirstToken && point.TimePerToken <= PerToken;
}
