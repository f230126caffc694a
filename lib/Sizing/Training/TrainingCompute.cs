using Sizing.Data;
using Sizing.Explain;
using Sizing.Models;

namespace Sizing.Training;

/// <summary>FLOPs, time, cost and energy of a run.</summary>
/// <remarks>
/// Model FLOPs count what the mathematics needs: recomputation is left out, embeddings count as the look-up they are (nothing), experts
/// count as far as a token uses them, and causal masks are not halved (the convention of MosaicML; Megatron-LM halves them).
/// </remarks>
public sealed record TrainingCompute
{
    private const double SecondsPerHour = 3600;

    /// <summary>Model FLOPs of one token, forward and backward.</summary>
    public required double FlopsPerToken { get; init; }

    /// <summary>Tokens of the run, or of one step when the run names none.</summary>
    public required double Tokens { get; init; }

    /// <summary>Model FLOPs of all tokens.</summary>
    public double Flops => FlopsPerToken * Tokens;

    /// <summary>Achieved share of the peak, after the pipeline's bubble.</summary>
    public required double Mfu { get; init; }

    /// <summary>Low and high end of that share.</summary>
    public required (double Low, double High) MfuRange { get; init; }

    /// <summary>Dense peak of one GPU in the format of the matrix products.</summary>
    public required double PeakFlopsPerSecond { get; init; }

    /// <summary>GPUs of the run.</summary>
    public required int Gpus { get; init; }

    /// <summary>Share of a step in which a pipeline waits.</summary>
    public required double Bubble { get; init; }

    /// <summary>Time of a step's transfers to and from the host, when something is offloaded.</summary>
    public double TransferSecondsPerStep { get; init; }

    /// <summary>Price of a GPU-hour, or null.</summary>
    public double? DollarsPerGpuHour { get; init; }

    /// <summary>Power of one GPU, or null where the catalog does not know it.</summary>
    public double? Watts { get; init; }

    /// <summary>Where the utilization comes from.</summary>
    public required string Source { get; init; }

    /// <summary>Tokens per second of all GPUs.</summary>
    public double TokensPerSecond => Mfu * PeakFlopsPerSecond * Gpus / FlopsPerToken;

    /// <summary>Time of all tokens.</summary>
    public double Seconds => Tokens / TokensPerSecond;

    /// <summary>GPU-hours of all tokens.</summary>
    public double GpuHours => Seconds * Gpus / SecondsPerHour;

    /// <summary>Cost in dollars, or null without a price.</summary>
    public double? Cost => GpuHours * DollarsPerGpuHour;

    /// <summary>Energy at the GPUs' rated power, an upper bound of the boards alone; null where the power is unknown.</summary>
    public double? KilowattHours => GpuHours * Watts / 1000;

    /// <summary>Model FLOPs per token: two per weight and pass, and the attention over the sequence.</summary>
    /// <param name="weights">N: weights of matrices that a token uses.</param>
    /// <param name="passes">k: 3 when weights are trained (forward, gradients of inputs and of weights), 2 when they are frozen.</param>
    /// <param name="attention">A: attention channels (heads times head size) of all layers.</param>
    /// <param name="sequence">s: sequence length.</param>
    [Formula("2 · k · N + 12 · A · s")]
    [Source("Chowdhery et al., PaLM, arXiv:2204.02311", "Appendix B; causal masks not halved")]
    [Source("mosaicml/llm-foundry", "scripts/train/benchmarking/README.md")]
    public static double PerToken(double weights, int passes, double attention, double sequence) => 2 * passes * weights + 12 * attention * sequence;

    /// <summary>Share of time that a 1F1B pipeline idles, relative to its busy time.</summary>
    /// <param name="stages">p: stages.</param>
    /// <param name="microBatches">n: micro-batches of a step.</param>
    /// <param name="virtualStages">m: chunks per stage.</param>
    [Formula("(p − 1) / (n · m)")]
    [Source("Narayanan et al., arXiv:2104.04473", "§2.2")]
    public static double BubbleOf(int stages, int microBatches, int virtualStages) => (stages - 1.0) / (microBatches * (double)virtualStages);

    /// <summary>The compute of a run.</summary>
    /// <exception cref="SizingException">The GPU's peak in the needed format is unknown or unsupported.</exception>
    public static TrainingCompute Of(TrainingRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        var format = FormatOf(run);
        var row = Utilization(run, format);
        var bubble = BubbleOf(run.Plan.Pipeline, run.Accumulation, run.Plan.Virtual);
        var (perToken, peak, step) = (FlopsPerTokenOf(run), Peak(run.Gpu, format), (double)run.GlobalBatch * run.Sequence);
        var transfer = OffloadTraffic.Seconds(run);
        double Achieved(double utilization) => OffloadTraffic.Limited(utilization / (1 + bubble), perToken * step / (run.Plan.Gpus * peak), transfer);
        return new()
        {
            FlopsPerToken = perToken,
            Tokens = run.Tokens ?? step,
            Mfu = Achieved(run.Utilization ?? row.Typical),
            MfuRange = (Achieved(run.Utilization ?? row.Low), Achieved(run.Utilization ?? row.High)),
            TransferSecondsPerStep = transfer,
            PeakFlopsPerSecond = peak,
            Gpus = run.Plan.Gpus,
            Bubble = bubble / (1 + bubble),
            DollarsPerGpuHour = run.DollarsPerGpuHour,
            Watts = run.Gpu.TdpWatts,
            Source = run.Utilization is null ? row.Source : "given",
        };
    }

    private static double FlopsPerTokenOf(TrainingRun run)
    {
        var matrices = run.Model.Tensors().Where(tensor => !tensor.IsVector
            && tensor.Part is not (ModelPart.Embedding or ModelPart.Vision) && tensor.Role is not TensorRole.Head).ToList();
        var weights = matrices.Sum(tensor => (double)tensor.ActiveElements) + (double)(run.Model.Head?.Rows ?? 0) * run.Model.Embedding.Width;
        var attention = matrices.Where(tensor => tensor.Role is TensorRole.AttentionOutput).Sum(tensor => (double)tensor.Columns);
        var adapters = run.Adapter is { } adapter ? 6.0 * run.Model.Tensors().Sum(adapter.ParametersFor) : 0;
        return PerToken(weights, run.Adapter is null ? 3 : 2, attention, run.Sequence) + adapters;
    }

    private static NumberFormat FormatOf(TrainingRun run) => run.Precision switch
    {
        TrainingPrecision.Fp32 => NumberFormat.Fp32,
        TrainingPrecision.Fp16Mixed => NumberFormat.Fp16,
        TrainingPrecision.Fp8 => NumberFormat.Fp8,
        TrainingPrecision.Bf16 or TrainingPrecision.Bf16Mixed => NumberFormat.Bf16,
    };

    private static double Peak(GpuSpec gpu, NumberFormat format) => gpu.Peak[format] switch
    {
        { IsKnown: true } rate => rate.FlopsPerSecond,
        { IsUnsupported: true } => throw new SizingException($"{gpu.Name} has no {format} matrix units; choose another precision."),
        _ => throw new SizingException($"The {format} peak of {gpu.Name} is unknown; choose another GPU."),
    };

    private static UtilizationRow Utilization(TrainingRun run, NumberFormat format)
    {
        var rows = TrainingData.Default.Utilizations;
        var adapter = run.Adapter is not null;
        bool Fits(UtilizationRow row, NumberFormat compute) => row.Compute == compute && row.IsAdapter == adapter;
        return rows.FirstOrDefault(row => Fits(row, format) && run.Gpu.Architecture.Contains(row.Architecture, StringComparison.OrdinalIgnoreCase))
            ?? rows.FirstOrDefault(row => row.Compute == format && run.Gpu.Architecture.Contains(row.Architecture, StringComparison.OrdinalIgnoreCase))
            ?? rows.First(row => Fits(row, NumberFormat.Bf16));
    }
}
