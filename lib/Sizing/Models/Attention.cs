namespace Sizing.Models;

/// <summary>
/// How a layer mixes tokens. The set is closed: every formula that depends on the kind is an <see cref="IAttentionVisitor{T}"/>,
/// so that a new kind does not compile until each of them knows it.
/// </summary>
public abstract record Attention
{
    private protected Attention()
    {
    }

    /// <summary>Hands this kind to the visitor.</summary>
    public abstract T Accept<T>(IAttentionVisitor<T> visitor);
}
