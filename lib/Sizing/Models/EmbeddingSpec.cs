namespace Sizing.Models;

/// <summary>What turns tokens into the first hidden state.</summary>
public sealed record EmbeddingSpec
{
    /// <summary>Rows of the token embedding.</summary>
    public required int Rows { get; init; }

    /// <summary>Channels of the token embedding; projections to the hidden size are stored when it differs.</summary>
    public required int Width { get; init; }

    /// <summary>Rows of learned positions; 0 for rotary and ALiBi positions.</summary>
    public int Positions { get; init; }

    /// <summary>Rows of token-type embeddings (BERT).</summary>
    public int TokenTypes { get; init; }

    /// <summary>A norm after the embedding (BLOOM, BERT).</summary>
    public NormKind Norm { get; init; }

    /// <summary>Rows of the per-layer input embedding (Gemma 3n, Gemma 4).</summary>
    public int PerLayerRows { get; init; }

    /// <summary>Channels of the per-layer input embedding for one layer.</summary>
    public int PerLayerWidth { get; init; }
}
