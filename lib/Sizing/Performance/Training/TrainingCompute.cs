using Sizing.Data;
using Sizing.Explain;
using Sizing.Training;

namespace Sizing.Performance;

/// <summary>FLOPs, time, cost and energy of a run.</summary>
/// <remarks>
/// Model FLOPs count what the mathematics needs: recomputation is left out, embeddings count as the look-up they are (nothing), experts
/// count as far as a token uses them, and causal masks are not halved (the convention of MosaicML; Megatron-LM halves them).
/// </remarks>
public sealed record TrainingCompute
{
    /// <summary>Model FLOPs of one token, forward and backward, with what they follow from.</summary>
    public required Term ModelFlops { get; init; }

    /// <summary>Model FLOPs of one token, forward and backward.</summary>
    public double FlopsPerToken => ModelFlops.Value.Value;

    /// <summary>Tokens of the run, or of one step when the run names none.</summary>
    public required double Tokens { get; init; }

    /// <summary>Tokens of one step.</summary>
    public required double TokensPerStep { get; init; }

    /// <summary>Model FLOPs of all tokens.</summary>
    public double Flops => FlopsPerToken * Tokens;

    /// <summary>The time of a step, part by part.</summary>
    public required Term Step { get; init; }

    /// <summary>The longest and the shortest time of a step, in seconds.</summary>
    public required (double Longest, double Shortest) StepRange { get; init; }

    /// <summary>Achieved share of the peak.</summary>
    public double Mfu => MfuAt(Step.Value.Value);

    /// <summary>Low and high end of that share.</summary>
    public (double Low, double High) MfuRange => (MfuAt(StepRange.Longest), MfuAt(StepRange.Shortest));

    /// <summary>Dense peak of one GPU in the format of the matrix products.</summary>
    public required double PeakFlopsPerSecond { get; init; }

    /// <summary>GPUs of the run.</summary>
    public required int Gpus { get; init; }

    /// <summary>Share of a step in which a pipeline waits.</summary>
    public double Bubble => Step.Children.Where(part => part.Name == TrainingStep.BubbleName).Sum(part => part.Value.Value) / Step.Value.Value;

    /// <summary>Time of a step's transfers to and from the host, hidden or not, when something is offloaded.</summary>
    public double TransferSecondsPerStep { get; init; }

    /// <summary>Price of a GPU-hour, or null.</summary>
    public double? DollarsPerGpuHour { get; init; }

    /// <summary>Power of one GPU, or null where the catalog does not know it.</summary>
    public double? Watts { get; init; }

    /// <summary>Where the rates come from.</summary>
    public required string Source { get; init; }

    /// <summary>Tokens per second of all GPUs.</summary>
    public double TokensPerSecond => ComputeTerms.Rate(TokensPerStep, Step.Value.Value);

    /// <summary>Time of all tokens.</summary>
    public double Seconds => Tokens / TokensPerSecond;

    /// <summary>GPU-hours of all tokens.</summary>
    public double GpuHours => ComputeTerms.GpuHours(Tokens, Gpus, TokensPerSecond);

    /// <summary>Cost in dollars, or null without a price.</summary>
    public double? Cost => GpuHours * DollarsPerGpuHour;

    /// <summary>Energy at the GPUs' rated power, an upper bound of the boards alone; null where the power is unknown.</summary>
    public double? KilowattHours => Watts is { } watts ? ComputeTerms.Energy(GpuHours, watts) : null;

    /// <summary>Model FLOPs per token: two per weight and pass, and the attention over the sequence.</summary>
    /// <param name="weights">N: weights of matrices that a token uses.</param>
    /// <param name="passes">k: 3 when weights are trained (forward, gradients of inputs and of weights), 2 when they are frozen.</param>
    /// <param name="attention">A: attention channels (heads times head size) of all layers.</param>
    /// <param name="sequence">s: sequence length.</param>
    [Formula("2 · k · N + 12 · A · s")]
    [Source("Chowdhery et al., PaLM, arXiv:2204.02311", "Appendix B; causal masks not halved")]
    [Source("mosaicml/llm-foundry", "scripts/train/benchmarking/README.md")]
    public static double PerToken(double weights, int passes, double attention, double sequence) => 2 * passes * weights + 12 * attention * sequence;

    /// <summary>The compute of a run.</summary>
    /// <exception cref="SizingException">The GPU's peak in the needed format is unknown or unsupported.</exception>
    public static TrainingCompute Of(TrainingRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        var format = FormatOf(run);
        var rates = RatesOf(run);
        var peak = Peak(run.Gpu, format);
        var half = format is NumberFormat.Fp8 ? Peak(run.Gpu, NumberFormat.Bf16) : peak;
        var tokens = run.GlobalBatch * (double)run.Sequence * run.LearnedShare;
        TrainingStep step = new(run, rates);
        return new()
        {
            ModelFlops = TrainingFlops.Of(run).Explain(run),
            Tokens = run.Tokens ?? tokens,
            TokensPerStep = tokens,
            Step = step.At(rates.Matrix.Typical, peak, half),
            StepRange = (step.At(rates.Matrix.Low, peak, half).Value.Value, step.At(rates.Matrix.High, peak, half).Value.Value),
            TransferSecondsPerStep = OffloadTraffic.Seconds(run),
            PeakFlopsPerSecond = peak,
            Gpus = run.Plan.Gpus,
            DollarsPerGpuHour = run.DollarsPerGpuHour,
            Watts = run.Gpu.TdpWatts,
            Source = run.Utilization is null ? rates.Source : "given",
        };
    }

    private double MfuAt(double seconds) => ComputeTerms.Utilization(FlopsPerToken, TokensPerStep, seconds, Gpus, PeakFlopsPerSecond);

    private static NumberFormat FormatOf(TrainingRun run) => run.Precision switch
    {
        TrainingPrecision.Fp32 => NumberFormat.Fp32,
        TrainingPrecision.Fp16Mixed => NumberFormat.Fp16,
        TrainingPrecision.Fp8 => NumberFormat.Fp8,
        TrainingPrecision.Bf16 or TrainingPrecision.Bf16Mixed => NumberFormat.Bf16,
    };

    private static readonly NumberFormat[] Formats = [NumberFormat.Fp32, NumberFormat.Fp16, NumberFormat.Bf16, NumberFormat.Fp8];

    private static double Peak(GpuSpec gpu, NumberFormat format) => gpu.Peak[format] switch
    {
        { IsKnown: true } rate => rate.FlopsPerSecond,
        { IsUnsupported: true } => throw new SizingException($"{gpu.Name} has no {format} matrix units; choose another precision: {string.Join(", ", Formats.Where(each => gpu.Peak[each].IsKnown))}."),
        _ => throw new SizingException($"The {format} peak of {gpu.Name} is unknown; choose another GPU."),
    };

    /// <summary>The shares of the peak that hold for a run: its own, else those of its GPU's architecture and number format.</summary>
    public static ComputeRates RatesOf(TrainingRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        if (run.Rates is { } given)
            return given;
        var format = FormatOf(run);
        var rows = TrainingData.Default.Rates;
        bool Fits(ComputeRates row) => run.Gpu.Architecture.Contains(row.Architecture, StringComparison.OrdinalIgnoreCase);
        return rows.FirstOrDefault(row => row.Compute == format && Fits(row)) ?? rows.FirstOrDefault(Fits) ?? rows.First(row => row.Compute == NumberFormat.Bf16);
    }
}
