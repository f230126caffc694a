namespace Sizing.Models;

/// <summary>
/// Attention of DeepSeek-V4: one shared key-value head, a sliding window of whole tokens, and beyond it one compressed entry for every
/// few tokens; at the smallest ratio an indexer picks among the entries.
/// </summary>
public sealed record CompressedAttention : Attention
{
    /// <summary>Query heads.</summary>
    public required int Heads { get; init; }

    /// <summary>Channels of a head, and of a cache entry, which serves as key and value.</summary>
    public required int HeadSize { get; init; }

    /// <summary>Channels of each head that carry the position.</summary>
    public int RopeHeadSize { get; init; }

    /// <summary>Rank of the query compression.</summary>
    public required int QueryRank { get; init; }

    /// <summary>Groups of the output projection.</summary>
    public required int OutputGroups { get; init; }

    /// <summary>Rank of each group of the output projection.</summary>
    public required int OutputRank { get; init; }

    /// <summary>Tokens of the sliding window.</summary>
    public required int Window { get; init; }

    /// <summary>Tokens that one compressed entry stands for; 0 where the layer keeps the window only.</summary>
    public int TokensPerEntry { get; init; }

    /// <summary>Whether neighbouring entries overlap, which doubles the compressor.</summary>
    public bool OverlappingEntries { get; init; }

    /// <summary>The indexer over compressed entries, or null.</summary>
    public SparseIndexer? Indexer { get; init; }

    /// <inheritdoc/>
    public override T Accept<T>(IAttentionVisitor<T> visitor) => visitor.Visit(this);
}
