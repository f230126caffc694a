using Sizing.Explain;

namespace Sizing.Inference;

/// <summary>What an engine keeps on a GPU of one pipeline stage, and what is left for the KV cache.</summary>
public sealed record StageMemory
{
    /// <summary>The stage.</summary>
    public required PipelineStage Stage { get; init; }

    /// <summary>Memory that the engine allows itself for what <see cref="Paid"/> lists and the KV cache.</summary>
    public required Term Budget { get; init; }

    /// <summary>Weights and the buffers beside them.</summary>
    public required Term Weights { get; init; }

    /// <summary>The peak of activations.</summary>
    public required Term Activations { get; init; }

    /// <summary>Memory outside the tensor allocator: driver context, communication buffers.</summary>
    public required Term NonTorch { get; init; }

    /// <summary>CUDA graphs; zero for engines that capture none.</summary>
    public required Term Graphs { get; init; }

    /// <summary>What the budget pays beside the KV cache.</summary>
    public required IReadOnlyList<Term> Paid { get; init; }

    /// <summary>What the engine leaves memory beyond the budget for.</summary>
    public IReadOnlyList<Term> Beyond { get; init; } = [];

    /// <summary>Memory given to the KV cache; negative when the rest exceeds the budget.</summary>
    public required Term KvPool { get; init; }

    /// <summary>How the KV cache is laid out.</summary>
    public required KvLayout Layout { get; init; }
}
