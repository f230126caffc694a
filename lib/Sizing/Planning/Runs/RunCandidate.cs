namespace Sizing.Planning.Runs;

/// <summary>A run of the search.</summary>
/// <param name="Run">The run, with the rent of a GPU-hour where it is known.</param>
/// <param name="Seconds">Its time.</param>
internal sealed record RunCandidate(TrainingRun Run, double Seconds)
{
    /// <summary>US dollars of rent, or null.</summary>
    internal double? Dollars => Run.DollarsPerGpuHour * GpuHours;

    internal double GpuHours => Seconds / 3600 * Run.Plan.Gpus;

    /// <summary>The cheapest first; without a price those of fewest GPU-hours, after all with one.</summary>
    internal static IComparer<RunCandidate> Cheapest { get; } = Comparer<RunCandidate>.Create((left, right) =>
        (left.Dollars ?? double.MaxValue, left.GpuHours, left.Run.Gpu.Name).CompareTo((right.Dollars ?? double.MaxValue, right.GpuHours, right.Run.Gpu.Name)));

    /// <summary>The fastest first.</summary>
    internal static IComparer<RunCandidate> Fastest { get; } = Comparer<RunCandidate>.Create((left, right) =>
        (left.Seconds, left.Run.Plan.Gpus, left.Run.Gpu.Name).CompareTo((right.Seconds, right.Run.Plan.Gpus, right.Run.Gpu.Name)));
}
