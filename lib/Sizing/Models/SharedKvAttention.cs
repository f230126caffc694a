namespace Sizing.Models;

/// <summary>Attention that owns queries and output only, and reads the keys and values of an earlier layer (Gemma 3n, Gemma 4).</summary>
public sealed record SharedKvAttention : Attention
{
    /// <summary>The shape of the attention, as in the layer that owns the cache.</summary>
    public required GroupedQueryAttention Shape { get; init; }

    /// <inheritdoc/>
    public override T Accept<T>(IAttentionVisitor<T> visitor) => visitor.Visit(this);
}
