namespace Sizing.Models;

/// <summary>A layer without a feed-forward block.</summary>
public sealed record NoFeedForward : FeedForward
{
    /// <inheritdoc/>
    public override T Accept<T>(IFeedForwardVisitor<T> visitor) => visitor.Visit(this);
}
