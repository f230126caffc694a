using Sizing.Explain;

namespace Sizing.Performance;

/// <summary>What GPUs draw while they serve, and what a token costs in energy.</summary>
public static class Power
{
    /// <summary>Average power of one GPU.</summary>
    /// <param name="design">D: its design power in watts.</param>
    /// <param name="idle">i: share that it draws between launches.</param>
    /// <param name="memory">m: share at full bandwidth.</param>
    /// <param name="matrix">f: share at the peak rate.</param>
    /// <param name="bandwidth">x: share of the bandwidth in use.</param>
    /// <param name="rate">y: share of the peak rate in use.</param>
    /// <param name="scaling">b: share that applying block scales adds.</param>
    [Formula("D · min(1, i + m · √x + f · √y + b)")]
    [Source("ml-energy/leaderboard", "average power of 45 deployments on H100 and B200; figures in data/engines/speed.csv")]
    public static double OfGpu(double design, double idle, double memory, double matrix, double bandwidth, double rate, double scaling) =>
        design * Math.Min(1, idle + memory * Math.Sqrt(bandwidth) + matrix * Math.Sqrt(rate) + scaling);

    /// <summary>Share of the design power that applying block scales adds: products of blocks of 128 are scaled and summed outside the tensor cores.</summary>
    /// <param name="layers">s: share of the layers whose weights have block scales.</param>
    /// <param name="share">b: share that they add where all layers have them.</param>
    [Formula("min(1, s) · b")]
    [Source("DeepSeek-AI 2024, DeepSeek-V3 Technical Report", "https://arxiv.org/abs/2412.19437, section 3.3.2: partial sums are promoted to CUDA cores")]
    public static double Scaling(double layers, double share) => Math.Min(1, layers) * share;

    /// <summary>Energy of an output token, prompts included.</summary>
    /// <param name="gpus">N: GPUs.</param>
    /// <param name="watts">P: power of one.</param>
    /// <param name="tokensPerSecond">R: output tokens per second of all of them.</param>
    [Formula("N · P / R")]
    [Source("Chung et al. 2025, The ML.ENERGY Benchmark", "https://arxiv.org/abs/2505.06371, energy per token")]
    public static double JoulesPerToken(int gpus, double watts, double tokensPerSecond) => gpus * watts / tokensPerSecond;

    /// <summary>Average power of one GPU at so many steps per second.</summary>
    /// <param name="model">The step-time model.</param>
    /// <param name="sequences">Sequences of a replica.</param>
    /// <param name="stepsPerSecond">Steps of a replica in a second.</param>
    internal static Term Of(SpeedModel model, double sequences, double stepsPerSecond)
    {
        var (work, gpu) = (model.Work, model.Setup.Gpu);
        var stage = work.SequencesOfStage(sequences);
        var tokens = stage * (work.TokensPerStep + work.Prompt / work.Answer);
        var bytes = work.CommonBytes + stage * work.CacheBytes
            + (work.Experts > 0 ? work.ExpertBytes * StepTime.ExpertShare(work, stage * work.TokensPerStep) : 0);
        var flops = tokens * (work.CommonFlops + work.ExpertFlops * work.AttentionReplicas);
        var bandwidth = Math.Min(1, bytes * stepsPerSecond / gpu.BandwidthBytesPerSecond);
        var rate = Math.Min(1, flops * stepsPerSecond / gpu.Peak[model.Format].FlopsPerSecond);
        var design = gpu.TdpWatts ?? throw new SizingException($"The design power of {gpu.Name} is not known.");
        var constants = model.Constants;
        var scaling = Scaling(work.BlockScaledLayers / work.Layers, constants["block_power"]);
        return Term.Computed("Power of a GPU", TermKind.Other,
            Amount.Of(OfGpu(design, constants["idle_power"], constants["memory_power"], constants["matrix_power"], bandwidth, rate, scaling), Unit.Watts), OfGpu,
            new("D", $"design power of a {gpu.Name}", Amount.Of(design, Unit.Watts)),
            constants.Input("i", "share between launches", "idle_power"),
            constants.Input("m", "share at full bandwidth", "memory_power"),
            constants.Input("f", "share at the peak rate", "matrix_power"),
            new("x", "share of the bandwidth in use", bandwidth),
            new("y", "share of the peak rate in use", rate),
            new("b", "share that block scales add", scaling, scaling == 0 ? null : Term.Computed("Share that block scales add", TermKind.Other, scaling, Scaling,
                new("s", "share of the layers with block scales", work.BlockScaledLayers / work.Layers), constants.Input("b", "share where all layers have them", "block_power"))));
    }
}
