namespace Sizing.Models;

/// <summary>
/// The feed-forward block of a layer. The set is closed: every formula that depends on the kind is an
/// <see cref="IFeedForwardVisitor{T}"/>, so that a new kind does not compile until each of them knows it.
/// </summary>
public abstract record FeedForward
{
    private protected FeedForward()
    {
    }

    /// <summary>Hands this kind to the visitor.</summary>
    public abstract T Accept<T>(IFeedForwardVisitor<T> visitor);
}
