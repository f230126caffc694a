namespace Sizing.Planning.Runs;

/// <summary>A run of the search.</summary>
/// <param name="Run">The run, with the rent of a GPU-hour where it is known.</param>
/// <param name="Seconds">Its time.</param>
internal sealed record RunCandidate(TrainingRun Run, double Seconds)
{
    private const double Equal = 0.02;

    /// <summary>US dollars of rent, or null.</summary>
    internal double? Dollars => Run.DollarsPerGpuHour * GpuHours;

    internal double GpuHours => Seconds / 3600 * Run.Plan.Gpus;

    /// <summary>Between runs of one GPU: fewest GPU-hours, which are its cost; of those on one step of 2 % fewer GPUs, fewer chunks, then the faster.</summary>
    internal static IComparer<RunCandidate> FewestHours { get; } = Comparer<RunCandidate>.Create((left, right) =>
        (Step(left.GpuHours), left.Run.Plan.Gpus, left.Run.Plan.Virtual, left.Seconds).CompareTo((Step(right.GpuHours), right.Run.Plan.Gpus, right.Run.Plan.Virtual, right.Seconds)));

    /// <summary>Between runs of one GPU: the fastest; of those on one step of 2 % fewer GPUs, then fewer chunks.</summary>
    internal static IComparer<RunCandidate> Soonest { get; } = Comparer<RunCandidate>.Create((left, right) =>
        (Step(left.Seconds), left.Run.Plan.Gpus, left.Run.Plan.Virtual, left.Seconds).CompareTo((Step(right.Seconds), right.Run.Plan.Gpus, right.Run.Plan.Virtual, right.Seconds)));

    /// <summary>Between GPUs: the cheapest first; without a price those of fewest GPU-hours, after all with one.</summary>
    internal static IComparer<RunCandidate> Cheapest { get; } = Comparer<RunCandidate>.Create((left, right) =>
        (left.Dollars ?? double.MaxValue, left.GpuHours, left.Run.Gpu.Name).CompareTo((right.Dollars ?? double.MaxValue, right.GpuHours, right.Run.Gpu.Name)));

    /// <summary>Between GPUs at hand: the fastest first.</summary>
    internal static IComparer<RunCandidate> Fastest { get; } = Comparer<RunCandidate>.Create((left, right) =>
        (left.Seconds, left.Run.Plan.Gpus, left.Run.Gpu.Name).CompareTo((right.Seconds, right.Run.Plan.Gpus, right.Run.Gpu.Name)));

    /// <summary>The step of a number on a scale on which steps are 2 % apart, far less than times are certain to; a bound stays one on it.</summary>
    internal static double Step(double value) => Math.Ceiling(Math.Log(value) / Math.Log(1 + Equal));
}
