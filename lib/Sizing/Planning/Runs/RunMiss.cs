namespace Sizing.Planning.Runs;

/// <summary>Why a GPU has no run.</summary>
/// <param name="Gpu">The GPU.</param>
/// <param name="Hurdle">What its runs fail at.</param>
/// <param name="Reason">One sentence.</param>
/// <param name="Nearest">How near it comes: what is needed over what is allowed; the smallest of a hurdle is the nearest.</param>
/// <param name="WhyNone">The sentence when no GPU comes nearer.</param>
internal sealed record RunMiss(GpuSpec Gpu, Hurdle Hurdle, string Reason, double Nearest, Func<string> WhyNone);
