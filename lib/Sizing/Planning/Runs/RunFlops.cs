using Sizing.Explain;
using Sizing.Performance;

namespace Sizing.Planning.Runs;

/// <summary>Operations of a token that no run of a method computes without.</summary>
/// <param name="Plain">Matrix products without recomputation.</param>
/// <param name="Recomputed">The same with full recomputation.</param>
internal readonly record struct RunFlops(double Plain, double Recomputed)
{
    /// <summary>The operations of a method.</summary>
    internal static RunFlops Of(TrainingQuestion question, TrainingMethod method, GpuSpec gpu)
    {
        var run = new RunShape(1, 1, 1, 1, StateSharding.None, Recompute.None, 1).Of(question, method, gpu);
        var flops = TrainingFlops.Of(run);
        return new(Sum(flops.Computed(run)), Sum(flops.Computed(run with { Recompute = Recompute.Full })));
    }

    /// <summary>A time that no run of a shape is faster than: its matrix products, and the idle stages of its pipeline.</summary>
    /// <param name="tokens">D: tokens.</param>
    /// <param name="flops">f: operations of a token.</param>
    /// <param name="gpus">G: GPUs.</param>
    /// <param name="peak">X: dense peak of one.</param>
    /// <param name="share">η: share of it that products reach.</param>
    /// <param name="bubble">β: idle time of stages over their busy time.</param>
    [Formula("D · f · (1 + β) / (G · X · η)")]
    [Source("Narayanan et al., arXiv:2104.04473", "§2.2: bubble over ideal time")]
    internal static double LeastSeconds(double tokens, double flops, int gpus, double peak, double share, double bubble) =>
        tokens * flops * (1 + bubble) / (gpus * peak * share);

    private static double Sum((double Layers, double Experts, double Head) parts) => parts.Layers + parts.Experts + parts.Head;
}
