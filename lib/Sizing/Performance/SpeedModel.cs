using Sizing.Explain;
using Sizing.Inference;
using Sizing.Models;

namespace Sizing.Performance;

/// <summary>The step-time model of one serving: its work, its rates, and the figures they come from.</summary>
public sealed class SpeedModel
{
    private SpeedModel(ServingSetup setup, RequestShape request, SpeedConstants constants)
    {
        Setup = setup;
        Request = request;
        Constants = constants;
        Format = StepWorks.ArithmeticOf(setup);
        Work = StepWorks.Of(setup, request);
        Rates = RatesOf(setup, constants, Work.Ranks);
    }

    private SpeedModel(SpeedModel other, SpeedConstants constants)
    {
        (Setup, Request, Format, Work, Constants) = (other.Setup, other.Request, other.Format, other.Work, constants);
        Rates = RatesOf(Setup, constants, ranks: 1) with { AllReduce = other.Rates.AllReduce };
    }

    /// <summary>The settings, all decided.</summary>
    public ServingSetup Setup { get; }

    /// <summary>The shape of the requests.</summary>
    public RequestShape Request { get; }

    /// <summary>The calibrated figures.</summary>
    public SpeedConstants Constants { get; }

    /// <summary>The number format of the matrix products.</summary>
    public NumberFormat Format { get; }

    /// <summary>What a step asks of a GPU.</summary>
    public StepWork Work { get; }

    /// <summary>How fast the engine works on the GPU.</summary>
    public StepRates Rates { get; }

    /// <summary>The model of a serving.</summary>
    /// <exception cref="SizingException">Speed is not promised for the GPU or the engine.</exception>
    public static SpeedModel Of(ServingSetup setup, RequestShape request)
    {
        ArgumentNullException.ThrowIfNull(setup);
        ArgumentNullException.ThrowIfNull(request);
        return Refusal(setup) is { } reason
            ? throw new SizingException(reason)
            : new(setup, request, SpeedConstants.Of(setup.Engine.Kind, setup.Gpu));
    }

    /// <summary>The same serving with other figures, as a calibration tries them.</summary>
    public SpeedModel With(SpeedConstants constants)
    {
        ArgumentNullException.ThrowIfNull(constants);
        return new(this, constants);
    }

    /// <summary>One sentence that says why speed is not promised, or null.</summary>
    public static string? Refusal(ServingSetup setup)
    {
        ArgumentNullException.ThrowIfNull(setup);
        return Refusal(setup, SpeedConstants.Of(setup.Engine.Kind, setup.Gpu));
    }

    /// <summary>The same with figures that were looked up before.</summary>
    internal static string? Refusal(ServingSetup setup, SpeedConstants constants)
    {
        var gpu = setup.Gpu;
        if (gpu.IsUnifiedMemory || !(gpu.Vendor == "NVIDIA" || (gpu.Vendor == "AMD" && gpu.Name.StartsWith("MI", StringComparison.Ordinal))))
            return $"Speed is predicted for NVIDIA data-center and RTX cards and AMD Instinct; for {gpu.Name} memory only.";
        if (setup.Host is { Layers: > 0 } or { ExpertLayers: > 0 })
            return "With layers in host memory the processor decides the speed; the note gives its least time for a token.";
        if (setup.Plan.Context > 1)
            return "Speed with context-parallel ranks is not modelled; memory only.";
        if (!constants.IsCalibrated)
            return $"The speed of {setup.Engine.Name} was not measured; memory only.";
        return gpu.Peak[StepWorks.ArithmeticOf(setup)].IsKnown ? null : $"The peak rate of {gpu.Name} is not known; memory only.";
    }

    /// <summary>The peak rate of the matrix products, operations per second: with FP16 sums in llama.cpp, else as in the data sheet.</summary>
    internal double Peak => PeakOf(Setup, Format);

    /// <summary>The peak rate of attention, whose scores engines compute in 16 bits.</summary>
    internal double AttentionPeak => AttentionPeakOf(Setup, Format);

    /// <summary>
    /// Peak rate of products that are summed in FP16. Since Ampere, tensor cores give 4 · P32 in every card; GeForce cards halve only the rate
    /// with FP32 sums, which data sheets print.
    /// </summary>
    /// <param name="gpu">The GPU, with its vector rate P32 and its rate P16 with FP32 sums.</param>
    /// <param name="format">The number format.</param>
    [Formula("max(P16, 4 · P32)")]
    [Source("NVIDIA Ada GPU architecture, whitepaper", "appendix A: peak FP16 tensor rates of GeForce RTX 4090 with FP16 and with FP32 accumulate")]
    public static double PeakOfHalfSums(GpuSpec gpu, NumberFormat format)
    {
        ArgumentNullException.ThrowIfNull(gpu);
        var peak = gpu.Peak[format].FlopsPerSecond;
        return gpu.CudaCapability is { Major: >= 8 } && gpu.Peak.Fp32.IsKnown ? Math.Max(peak, 4 * gpu.Peak.Fp32.FlopsPerSecond) : peak;
    }

    /// <summary>The name of the figure for matrix efficiency in the format.</summary>
    internal string MatrixConstant => MatrixOf(Format);

    /// <summary>The name of the figure for reading dense weights.</summary>
    internal string ReadConstant => ReadOf(Setup);

    /// <summary>How fast an engine works on a GPU: what its model computes with, and a planner keeps for many plans.</summary>
    /// <param name="setup">The settings: engine, GPU, weights.</param>
    /// <param name="constants">The calibrated figures of engine and GPU.</param>
    /// <param name="ranks">GPUs that exchange hidden states in every layer.</param>
    internal static StepRates RatesOf(ServingSetup setup, SpeedConstants constants, int ranks)
    {
        var format = StepWorks.ArithmeticOf(setup);
        var link = setup.Plan.Pipeline > 1 || setup.Asked.Load.PrefillReplicas is not null ? Catalog.Network(setup.Gpu, setup.Asked.System).Link : null;
        var (bandwidth, peak, matrix) = (setup.Gpu.BandwidthBytesPerSecond, PeakOf(setup, format), constants[MatrixOf(format)]);
        return new()
        {
            WeightBytesPerSecond = constants[ReadOf(setup)] * bandwidth,
            ExpertBytesPerSecond = constants["expert_read"] * bandwidth,
            CacheBytesPerSecond = constants["cache_read"] * bandwidth,
            FlopsPerSecond = matrix * peak,
            ExpertFlopsPerSecond = matrix * constants["expert_matrix"] * peak,
            AttentionFlopsPerSecond = constants["attention"] * AttentionPeakOf(setup, format),
            LayerSeconds = constants["layer"],
            RecurrentLayerSeconds = constants["recurrent_layer"],
            ExpertLayerSeconds = StepTime.ExpertSeconds(constants["expert_layer"], constants["fused_experts"]),
            LatentLayerSeconds = constants["latent_layer"],
            IndexerLayerSeconds = constants["indexer_layer"],
            BlockScaledLayerSeconds = constants["block_scale_layer"],
            LaunchSeconds = constants["launch"],
            ExpertLaunchSeconds = StepTime.ExpertSeconds(constants["expert_launch"], constants["fused_experts"]),
            LatentLaunchSeconds = constants["latent_launch"],
            CapturedTokens = constants.Find("captured_tokens")?.Value.Value ?? 0,
            TextSeconds = constants["text_token"],
            SequenceSeconds = constants["sequence"],
            LogitSeconds = constants["logit"],
            ExchangeShare = constants["all_reduce"],
            FirstTokenSteps = constants["first_token_steps"],
            Burst = constants["burst"],
            SlotWait = constants["slot_wait"],
            NetworkBytesPerSecond = link is null ? 0 : Efficiency.Reached(link.Behaviour.Efficiency, link.BytesPerSecond),
            CacheLinkBytesPerSecond = link is null ? 0 : Efficiency.Reached(link.Behaviour.Efficiency, setup.Asked.Load.KvLinkBytesPerSecond ?? link.BytesPerSecond),
            NetworkSeconds = link?.Behaviour.BaseSeconds ?? 0,
            AllReduce = AllReduceTimes.Of(setup, ranks),
        };
    }

    private static string MatrixOf(NumberFormat format) => format switch
    {
        NumberFormat.Fp8 or NumberFormat.Int8 or NumberFormat.Fp4 => "matrix_8",
        _ => "matrix_16",
    };

    /// <summary>NVFP4 checkpoints of mixtures keep most weights outside the experts in 16 bits.</summary>
    private static string ReadOf(ServingSetup setup) => setup.MultipliesInNvFp4 && setup.Model.Layers.All(layer => layer.FeedForward is not MixtureOfExperts) ? "weight_read_fp4" : "weight_read";

    private static double PeakOf(ServingSetup setup, NumberFormat format) =>
        setup.Engine.Kind == EngineKind.LlamaCpp ? PeakOfHalfSums(setup.Gpu, format) : setup.Gpu.Peak[format].FlopsPerSecond;

    private static double AttentionPeakOf(ServingSetup setup, NumberFormat format) =>
        setup.Gpu.Peak[NumberFormat.Bf16] is { IsKnown: true } rate ? rate.FlopsPerSecond : PeakOf(setup, format);
}
