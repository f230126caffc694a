using Sizing.Explain;

namespace Sizing.Inference;

/// <summary>How one engine accounts for the memory of a GPU.</summary>
internal interface IEngineMemory
{
    /// <summary>What the engine keeps on a GPU of a stage.</summary>
    /// <param name="setup">The settings, all decided.</param>
    /// <param name="stage">The stage.</param>
    /// <param name="weights">Its weights, as <see cref="StageWeights"/> has them.</param>
    public StageMemory Of(ServingSetup setup, PipelineStage stage, Term weights);
}
