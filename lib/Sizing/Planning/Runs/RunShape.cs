namespace Sizing.Planning.Runs;

/// <summary>How a run is divided, batched and recomputed: all that memory depends on beside model, method and sequence.</summary>
internal readonly record struct RunShape(int Data, int Tensor, int Pipeline, int Expert, StateSharding Sharding, Recompute Recompute, int MicroBatch)
{
    /// <summary>c: ranks that divide the sequence.</summary>
    internal int Context { get; init; } = 1;

    /// <summary>v: chunks of layers on each stage, passed in turn.</summary>
    internal int Virtual { get; init; } = 1;

    /// <summary>Whether matrices are multiplied in FP8.</summary>
    internal bool Fp8 { get; init; }

    /// <summary>Whether optimizer states are in host memory.</summary>
    internal bool Offloads { get; init; }

    /// <summary>GPUs.</summary>
    internal int Gpus => Data * Tensor * Pipeline * Context;

    /// <summary>Ranks over which states are divided.</summary>
    internal int StateRanks => Data * Context;

    /// <summary>Whether the model or the sequence is divided, as Megatron-LM does.</summary>
    internal bool Divides => Tensor > 1 || Pipeline > 1 || Expert > 1 || Context > 1;

    /// <summary>Sequences of a step over those that are worked on at once.</summary>
    internal int Accumulation(int globalBatch) => globalBatch / (MicroBatch * Data);

    /// <summary>The run of a question in this shape.</summary>
    internal TrainingRun Of(TrainingQuestion question, TrainingMethod method, GpuSpec gpu)
    {
        var adapts = method is not TrainingMethod.Full;
        return new(question.Model, gpu)
        {
            Framework = Catalog.TrainingFramework(Divides ? "megatron" : "hf"),
            Precision = adapts ? TrainingPrecision.Bf16 : Fp8 ? TrainingPrecision.Fp8 : TrainingPrecision.Bf16Mixed,
            Optimizer = method is TrainingMethod.Qlora ? Optimizer.PagedAdamW8Bit : Optimizer.AdamW,
            Adapter = adapts ? new(question.AdapterRank) { Targets = ["all-linear"] } : null,
            Base = method switch { TrainingMethod.Lora => WeightFormat.Bf16, TrainingMethod.Qlora => WeightFormat.Nf4DoubleQuantized, _ => null },
            Loss = Divides ? null : LossPath.Fused,
            Sequence = question.Sequence,
            MicroBatch = MicroBatch,
            Accumulation = Accumulation(question.GlobalBatch),
            Recompute = Recompute,
            Plan = new() { Data = Data, Tensor = Tensor, Pipeline = Pipeline, Expert = Expert, Context = Context, Virtual = Virtual, Sharding = Sharding, OffloadOptimizer = Offloads },
            Tokens = question.Tokens,
        };
    }
}
