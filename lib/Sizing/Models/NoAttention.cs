namespace Sizing.Models;

/// <summary>A layer without a token mixer.</summary>
public sealed record NoAttention : Attention
{
    /// <inheritdoc/>
    public override T Accept<T>(IAttentionVisitor<T> visitor) => visitor.Visit(this);
}
