namespace Sizing.Inference;

/// <summary>How one engine accounts for the memory of a GPU.</summary>
internal interface IEngineMemory
{
    /// <summary>What the engine keeps on a GPU of a stage.</summary>
    public StageMemory Of(ServingSetup setup, PipelineStage stage);
}
