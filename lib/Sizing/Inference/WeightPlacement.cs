using Sizing.Inference;

namespace Sizing;

/// <summary>How the weights of one replica are divided over its ranks, and what an engine pads while it loads them.</summary>
public sealed record WeightPlacement
{
    /// <summary>All weights on one rank, nothing padded.</summary>
    public static WeightPlacement Whole { get; } = new();

    /// <summary>Tensor-parallel ranks.</summary>
    public int TensorParallel { get; init; } = 1;

    /// <summary>Pipeline stages.</summary>
    public int PipelineParallel { get; init; } = 1;

    /// <summary>Expert-parallel ranks; 1 divides experts as tensor parallelism divides everything else.</summary>
    public int ExpertParallel { get; init; } = 1;

    /// <summary>The vocabulary is padded to a multiple of this many rows; 64 in vLLM.</summary>
    public int VocabularyMultiple { get; init; } = 1;

    /// <summary>The hidden size of routed experts is padded to a multiple of this; 256 in vLLM's Marlin kernel for MXFP4.</summary>
    public int ExpertHiddenMultiple { get; init; } = 1;

    /// <summary>The inner width of routed experts is padded, on each rank, to a multiple of this; 128 in vLLM's Marlin kernel for MXFP4.</summary>
    public int ExpertWidthMultiple { get; init; } = 1;

    /// <summary>Whether every stage takes the same share of the layers and of the output, where a GPU holds that, as in llama.cpp.</summary>
    public bool DividesByShare { get; init; }

    /// <summary>What no rank holds.</summary>
    public HostPlacement Host { get; init; } = HostPlacement.None;

    /// <summary>Whether modules of multi-token prediction are loaded; engines load them only to speculate with them.</summary>
    public bool LoadsMtp { get; init; }
}
