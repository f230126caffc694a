namespace Sizing.Models;

/// <summary>Two token mixers side by side in one layer (Falcon-H1: attention and Mamba 2).</summary>
/// <param name="First">The first mixer.</param>
/// <param name="Second">The second mixer.</param>
public sealed record ParallelMixers(Attention First, Attention Second) : Attention
{
    /// <inheritdoc/>
    public override T Accept<T>(IAttentionVisitor<T> visitor) => visitor.Visit(this);
}
