using Sizing.Models;

namespace Sizing.Inference;

/// <summary>Inner width of a feed-forward block on one rank; of a mixture, that of the shared experts.</summary>
internal sealed class InnerWidth(int tensorParallel) : IFeedForwardVisitor<long>
{
    public long Visit(DenseFeedForward feedForward) => KvLayout.Ceiling(feedForward.Width, tensorParallel);

    public long Visit(MixtureOfExperts feedForward) => KvLayout.Ceiling(feedForward.SharedWidth, tensorParallel);

    public long Visit(NoFeedForward feedForward) => 0;
}
