namespace Sizing.Models;

/// <summary>Attention over the image tokens (Llama 3.2 Vision): the matrices of grouped-query attention, query and key norms, two gates.</summary>
/// <remarks>It caches keys and values of image tokens, not of text.</remarks>
public sealed record CrossAttention : Attention
{
    /// <summary>The shape of the attention.</summary>
    public required GroupedQueryAttention Shape { get; init; }

    /// <inheritdoc/>
    public override T Accept<T>(IAttentionVisitor<T> visitor) => visitor.Visit(this);
}
