namespace Sizing.Models;

/// <summary>A formula over the kinds of <see cref="FeedForward"/>.</summary>
/// <typeparam name="T">What the formula returns.</typeparam>
public interface IFeedForwardVisitor<out T>
{
    /// <summary>A block that every token uses whole.</summary>
    public T Visit(DenseFeedForward feedForward);

    /// <summary>A mixture of experts.</summary>
    public T Visit(MixtureOfExperts feedForward);

    /// <summary>No feed-forward block.</summary>
    public T Visit(NoFeedForward feedForward);
}
