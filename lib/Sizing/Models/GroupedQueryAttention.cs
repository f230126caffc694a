namespace Sizing.Models;

/// <summary>Attention whose query heads share key-value heads; multi-head when there are as many, multi-query when there is one.</summary>
public sealed record GroupedQueryAttention : Attention
{
    /// <summary>Query heads.</summary>
    public required int Heads { get; init; }

    /// <summary>Key-value heads.</summary>
    public required int KeyValueHeads { get; init; }

    /// <summary>Channels of a query and of a key head.</summary>
    public required int HeadSize { get; init; }

    /// <summary>Channels of a value head.</summary>
    public required int ValueHeadSize { get; init; }

    /// <summary>Which earlier tokens are seen.</summary>
    public AttentionSpan Span { get; init; }

    /// <summary>Tokens of the window or chunk; 0 when <see cref="Span"/> has none.</summary>
    public int Window { get; init; }

    /// <summary>Whether query, key and value projections have biases.</summary>
    public bool QueryKeyValueBias { get; init; }

    /// <summary>Whether the output projection has a bias.</summary>
    public bool OutputBias { get; init; }

    /// <summary>Normalisation of queries and keys.</summary>
    public QueryKeyNorm QueryKeyNorm { get; init; }

    /// <summary>Whether the query projection is twice as wide, its second half gating the output.</summary>
    public bool OutputGate { get; init; }

    /// <summary>Whether each head has a learned sink.</summary>
    public bool Sinks { get; init; }

    /// <summary>Whether values are the keys, so that no value projection is stored.</summary>
    public bool ValuesAreKeys { get; init; }

    /// <summary>Whether query, key and value projections are stored as one matrix.</summary>
    public bool Fused { get; init; }

    /// <inheritdoc/>
    public override T Accept<T>(IAttentionVisitor<T> visitor) => visitor.Visit(this);
}
