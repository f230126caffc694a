namespace Sizing.Models;

/// <summary>Lightning linear attention (MiniMax-Text-01, M1): query, key, value, output and a gate, with a norm over all heads.</summary>
public sealed record LightningAttention : Attention
{
    /// <summary>Heads.</summary>
    public required int Heads { get; init; }

    /// <summary>Channels of a head.</summary>
    public required int HeadSize { get; init; }

    /// <inheritdoc/>
    public override T Accept<T>(IAttentionVisitor<T> visitor) => visitor.Visit(this);
}
