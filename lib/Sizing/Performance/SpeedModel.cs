using Sizing.Inference;

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
        Rates = RatesOf();
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

    /// <summary>One sentence that says why speed is not promised, or null.</summary>
    public static string? Refusal(ServingSetup setup)
    {
        ArgumentNullException.ThrowIfNull(setup);
        var gpu = setup.Gpu;
        if (gpu.IsUnifiedMemory || !(gpu.Vendor == "NVIDIA" || (gpu.Vendor == "AMD" && gpu.Name.StartsWith("MI", StringComparison.Ordinal))))
            return $"Speed is predicted for NVIDIA data-center and RTX cards and AMD Instinct; for {gpu.Name} memory only.";
        if (!SpeedConstants.Of(setup.Engine.Kind, gpu).IsCalibrated)
            return $"The speed of {setup.Engine.Name} was not measured; memory only.";
        return gpu.Peak[StepWorks.ArithmeticOf(setup)].IsKnown ? null : $"The peak rate of {gpu.Name} is not known; memory only.";
    }

    /// <summary>The name of the figure for matrix efficiency in the format.</summary>
    internal string MatrixConstant => Format switch
    {
        NumberFormat.Fp8 or NumberFormat.Int8 => "matrix_8",
        NumberFormat.Fp4 => "matrix_4",
        _ => "matrix_16",
    };

    /// <summary>The name of the figure for reading dense weights.</summary>
    internal string ReadConstant => Setup.Weights.Name == WeightFormat.NvFp4.Name ? "weight_read_fp4" : "weight_read";

    private StepRates RatesOf()
    {
        var (bandwidth, peak) = (Setup.Gpu.BandwidthBytesPerSecond, Setup.Gpu.Peak[Format].FlopsPerSecond);
        return new()
        {
            WeightBytesPerSecond = Constants[ReadConstant] * bandwidth,
            ExpertBytesPerSecond = Constants["expert_read"] * bandwidth,
            CacheBytesPerSecond = Constants["cache_read"] * bandwidth,
            FlopsPerSecond = Constants[MatrixConstant] * peak,
            ExpertFlopsPerSecond = Constants[MatrixConstant] * Constants["expert_matrix"] * peak,
            LayerSeconds = Constants["layer"],
            ExpertLayerSeconds = Constants["expert_layer"],
            LatentLayerSeconds = Constants["latent_layer"],
            IndexerLayerSeconds = Constants["indexer_layer"],
            BlockScaledLayerSeconds = Constants["block_scale_layer"],
            SequenceSeconds = Constants["sequence"],
            ExchangeShare = Constants["all_reduce"],
            FirstTokenSteps = Constants["first_token_steps"],
            Burst = Constants["burst"],
            SlotWait = Constants["slot_wait"],
            AllReduce = AllReduceTimes.Of(Setup.Gpu, Setup.Engine.Kind, Work.Ranks),
        };
    }
}
