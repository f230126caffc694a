using Sizing.Explain;

namespace Sizing.Performance;

/// <summary>What most calculators print: bytes over the data sheet's bandwidth, or operations over its peak. It stands beside the prediction.</summary>
public static class NaiveRoofline
{
    /// <summary>Seconds of a decoding step.</summary>
    /// <param name="bytes">W: bytes of weights and cache on a GPU.</param>
    /// <param name="bandwidth">B: its bandwidth, bytes per second.</param>
    /// <param name="flops">F: operations of the step on a GPU.</param>
    /// <param name="peak">P: its peak rate, operations per second.</param>
    [Formula("max(W / B, F / P)")]
    [Source("Williams, Waterman and Patterson 2009, Roofline", "https://doi.org/10.1145/1498765.1498785")]
    public static double Step(double bytes, double bandwidth, double flops, double peak) => Math.Max(bytes / bandwidth, flops / peak);

    /// <summary>Seconds of a decoding step of some sequences.</summary>
    internal static double Step(SpeedModel model, double sequences)
    {
        var (work, gpu) = (model.Work, model.Setup.Gpu);
        var experts = work.Experts > 0 ? work.ExpertBytes * StepTime.ExpertShare(work, sequences) : 0;
        return Step(
            work.CommonBytes + experts + sequences * work.CacheBytes, gpu.BandwidthBytesPerSecond,
            sequences * (work.CommonFlops + work.ExpertFlops * work.AttentionReplicas), gpu.Peak[model.Format].FlopsPerSecond);
    }

    /// <summary>Seconds of a prompt at the peak rate.</summary>
    internal static double Prompt(SpeedModel model) =>
        (model.Work.Prompt * (model.Work.CommonFlops + model.Work.ExpertFlops) + model.Work.PromptAttentionFlops) / model.Setup.Gpu.Peak[model.Format].FlopsPerSecond;
}
