using Sizing.Performance;
using Sizing.Training;

namespace Sizing;

/// <summary>A training or fine-tuning run: a model, a GPU, and everything that decides memory, time and cost.</summary>
/// <param name="Model">The model.</param>
/// <param name="Gpu">The GPU, all of one kind.</param>
public sealed record TrainingRun(ModelSpec Model, GpuSpec Gpu)
{
    /// <summary>The framework whose defaults hold; its switches can be changed with <c>with</c>.</summary>
    public TrainingFramework Framework { get; init; } = Catalog.TrainingFramework("hf");

    /// <summary>The compute scheme.</summary>
    public TrainingPrecision Precision { get; init; } = TrainingPrecision.Bf16Mixed;

    /// <summary>The optimizer.</summary>
    public Optimizer Optimizer { get; init; } = Optimizer.AdamW;

    /// <summary>The adapter that is trained beside frozen weights, or null when all weights are trained.</summary>
    public Adapter? Adapter { get; init; }

    /// <summary>Storage of frozen weights, such as <see cref="WeightFormat.Nf4DoubleQuantized"/>, or null for the precision's own.</summary>
    public WeightFormat? Base { get; init; }

    /// <summary>s: tokens of a sequence.</summary>
    public int Sequence { get; init; } = 4096;

    /// <summary>Mean tokens of an example, where examples are shorter than a sequence; null when every sequence is full.</summary>
    public int? ExampleTokens { get; init; }

    /// <summary>
    /// Whether examples are packed into full sequences, each attending to itself alone; else each is padded to a sequence, and padding is computed
    /// but not learned from.
    /// </summary>
    public bool Packed { get; init; } = true;

    /// <summary>b: sequences per GPU and forward pass.</summary>
    public int MicroBatch { get; init; } = 1;

    /// <summary>Micro-batches per optimizer step.</summary>
    public int Accumulation { get; init; } = 1;

    /// <summary>What the forward pass keeps.</summary>
    public Recompute Recompute { get; init; }

    /// <summary>Layers per checkpoint of full recomputation.</summary>
    public int RecomputeEvery { get; init; } = 1;

    /// <summary>The loss path, or null for the framework's.</summary>
    public LossPath? Loss { get; init; }

    /// <summary>How attention is computed.</summary>
    public AttentionKernel Attention { get; init; }

    /// <summary>Whether element-wise operations are fused by a compiler, which then stores fewer copies.</summary>
    public bool Compiled { get; init; }

    /// <summary>Whether the model drops out activations while it trains, keeping masks.</summary>
    public bool Dropout { get; init; }

    /// <summary>Whether the residual stream is FP32, as <c>prepare_model_for_kbit_training</c> leaves it.</summary>
    public bool Fp32Residual { get; init; }

    /// <summary>Whether embedding, head and norms beside quantized weights are FP32, as peft's <c>prepare_model_for_kbit_training</c> casts them.</summary>
    public bool Fp32Unquantized { get; init; }

    /// <summary>Whether each gradient is applied and freed inside the backward pass.</summary>
    public bool OptimizerInBackward { get; init; }

    /// <summary>How the run is spread over GPUs.</summary>
    public TrainingPlan Plan { get; init; } = TrainingPlan.Single;

    /// <summary>Rate of a node's NVMe drives together, reading or writing, or null for the dated default of <c>data/training/step.csv</c>.</summary>
    public double? NvmeBytesPerSecond { get; init; }

    /// <summary>Tokens to train on, or null when only a step is asked for.</summary>
    public double? Tokens { get; init; }

    /// <summary>Price of a GPU-hour, or null when cost is not asked for.</summary>
    public double? DollarsPerGpuHour { get; init; }

    /// <summary>The kind of node, which decides the network, or null for the first of the catalog with such GPUs.</summary>
    public SystemSpec? System { get; init; }

    /// <summary>Shares of the peak that kernels reach, or null for the dated row of the GPU's architecture.</summary>
    public ComputeRates? Rates { get; init; }

    /// <summary>
    /// Achieved share of the dense peak as model FLOPs, which then stands for computation and communication alike, or null to build the time of a
    /// step from the dated shares of <c>data/training/rates.csv</c> and <c>step.csv</c>.
    /// </summary>
    public double? Utilization { get; init; }

    /// <summary>Sequences per optimizer step over all GPUs.</summary>
    public long GlobalBatch => (long)MicroBatch * Accumulation * Plan.Data;

    /// <summary>Tokens that a token's attention ranges over: a sequence, or the example in a packed one.</summary>
    internal int AttendedTokens => Packed ? ExampleTokens ?? Sequence : Sequence;

    /// <summary>Share of computed tokens that are learned from.</summary>
    internal double LearnedShare => Packed ? 1 : (ExampleTokens ?? Sequence) / (double)Sequence;

    /// <summary>T: tokens that one GPU holds of a micro-batch.</summary>
    public long TokensPerGpu => ((long)Sequence * MicroBatch + Plan.Context - 1) / Plan.Context;

    /// <summary>Memory, time and cost.</summary>
    /// <exception cref="SizingException">The settings contradict each other.</exception>
    public TrainingEstimate Estimate()
    {
        Validate();
        try
        {
            return new(this, TrainingMemory.Of(this), TrainingCompute.Of(this));
        }
        catch (OverflowException problem)
        {
            throw new SizingException("The run holds more bytes than can be counted; lower sequence, micro-batch or rank.", problem);
        }
    }

    /// <summary>Refuses settings that cannot be.</summary>
    /// <exception cref="SizingException">The settings contradict each other; the message names which.</exception>
    public void Validate()
    {
        if (Sequence < 1 || MicroBatch < 1 || Accumulation < 1 || RecomputeEvery < 1)
            throw new SizingException("Sequence, micro-batch, accumulation and recompute interval must be 1 or more.");
        if (ExampleTokens is { } example && (example < 1 || example > Sequence))
            throw new SizingException($"Examples of {example} tokens do not fit sequences of {Sequence}; use 1 to {Sequence}.");
        if (Base is not null && Adapter is null && Base.Name is not ("bf16" or "fp16" or "fp32"))
            throw new SizingException($"Weights stored as {Base} cannot be trained; add a LoRA adapter, or train in bf16 or fp32.");
        if (Adapter is { Rank: < 1 })
            throw new SizingException($"The LoRA rank is {Adapter.Rank}; it must be 1 or more.");
        if (Adapter is { } adapter)
            AdapterTargets.Validate(adapter.Targets);
        if ((OptimizerInBackward || Optimizer.UpdatesInBackward) && Accumulation > 1)
            throw new SizingException("An optimizer step inside the backward pass excludes gradient accumulation; set it to 1.");
        if (Utilization is <= 0 or > 1 or double.NaN)
            throw new SizingException($"The utilization is {Utilization}; it must be above 0 and at most 1.");
        if (DollarsPerGpuHour is not (null or (> 0 and < double.PositiveInfinity)))
            throw new SizingException($"The rent of a GPU-hour must be a positive number; {DollarsPerGpuHour} was given.");
        if (Tokens is not (null or (> 0 and < double.PositiveInfinity)))
            throw new SizingException($"The tokens must be a positive number; {Tokens} was given.");
        if (NvmeBytesPerSecond is <= 0 or double.NaN)
            throw new SizingException("The rate of the NVMe drives must be a positive number.");
        Plan.Validate(Model);
    }
}
