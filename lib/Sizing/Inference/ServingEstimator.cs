namespace Sizing.Inference;

/// <summary>Puts an estimate together: the engine's accounting stage by stage, the stage that limits, and what follows from it.</summary>
internal static class ServingEstimator
{
    internal static ServingEstimate Estimate(Serving serving)
    {
        var setup = ServingSetups.Of(serving);
        var memory = Of(setup.Engine.Kind);
        var stages = PipelineStage.Of(setup.Model, setup.Plan.Pipeline).Select(stage => memory.Of(setup, stage)).ToList();
        var limiting = stages.MinBy(stage => stage.Blocks)!;
        if (stages.All(stage => stage.Layout.BlockBytes == Bytes.Zero))
            limiting = stages.MinBy(stage => stage.KvPool.Value)!;
        return new(setup, stages, limiting);
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
