namespace Sizing.Models;

/// <summary>Multi-head latent attention: one compressed key-value vector per token serves all heads.</summary>
public sealed record LatentAttention : Attention
{
    /// <summary>Query heads.</summary>
    public required int Heads { get; init; }

    /// <summary>Rank of the query compression, or null for one plain query projection.</summary>
    public int? QueryRank { get; init; }

    /// <summary>Rank of the key-value compression.</summary>
    public required int KeyValueRank { get; init; }

    /// <summary>Channels of a head without rotary position.</summary>
    public required int NopeHeadSize { get; init; }

    /// <summary>Channels of a head with rotary position; the key part is shared by all heads.</summary>
    public required int RopeHeadSize { get; init; }

    /// <summary>Channels of a value head.</summary>
    public required int ValueHeadSize { get; init; }

    /// <summary>Whether compressions and output have biases.</summary>
    public bool Bias { get; init; }

    /// <summary>The sparse-attention indexer, or null.</summary>
    public SparseIndexer? Indexer { get; init; }

    /// <inheritdoc/>
    public override T Accept<T>(IAttentionVisitor<T> visitor) => visitor.Visit(this);
}
