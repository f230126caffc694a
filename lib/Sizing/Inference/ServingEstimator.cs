using Sizing.Explain;

namespace Sizing.Inference;

/// <summary>Puts an estimate together: the engine's accounting stage by stage, the stage that limits, and what follows from it.</summary>
internal static class ServingEstimator
{
    internal static ServingEstimate Estimate(Serving serving)
    {
        var setup = ServingSetups.Of(serving);
        var tensors = new CodedTensors(setup.Model, setup.Weights);
        var stages = StagesOf(setup, stage => StageWeights.Of(setup, stage, tensors));
        var limiting = stages.MinBy(stage => Limit(setup, stage))!;
        return new(setup, stages, limiting, HostMemory.Of(setup, tensors), HostMemory.ReadOfToken(setup, tensors));
    }

    /// <summary>The engine's accounting on a GPU of each stage, with weights that are computed or were before.</summary>
    internal static IReadOnlyList<StageMemory> StagesOf(ServingSetup setup, Func<PipelineStage, Term> weights)
    {
        var memory = Of(setup.Engine.Kind);
        return [.. PipelineStage.Of(setup.Model, StageWeights.Placement(setup)).Select(stage => memory.Of(setup, stage, weights(stage)))];
    }

    /// <summary>What decides which stage limits: the sequences that it lets through, then its memory.</summary>
    private static (double Sequences, Bytes Pool) Limit(ServingSetup setup, StageMemory stage)
    {
        var pool = EngineTerms.BytesOf(stage.KvPool);
        return (stage.Layout.SequenceOf(setup.Context, setup.BatchedTokens.Value.Whole).Limit(pool), pool);
    }

    private static IEngineMemory Of(EngineKind kind) => kind switch
    {
        EngineKind.Vllm => new VllmMemory(),
        EngineKind.Sglang => new SglangMemory(),
        EngineKind.TensorRtLlm => new TrtLlmMemory(),
        EngineKind.LlamaCpp => new LlamaCppMemory(),
        EngineKind.Transformers => new TransformersMemory(),
    };
}
