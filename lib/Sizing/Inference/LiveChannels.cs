using Sizing.Models;

namespace Sizing.Inference;

/// <summary>Channels that are alive at the widest point of a feed-forward block on one rank: gate and up outputs and their product.</summary>
/// <remarks>Routed experts have buffers of their own; of a mixture only the shared experts count here.</remarks>
internal sealed class LiveChannels(int tensorParallel) : IFeedForwardVisitor<long>
{
    private readonly InnerWidth width = new(tensorParallel);

    public long Visit(DenseFeedForward feedForward) => width.Visit(feedForward) * Outputs(feedForward.Gated);

    public long Visit(MixtureOfExperts feedForward) => width.Visit(feedForward) * Outputs(feedForward.Gated);

    public long Visit(NoFeedForward feedForward) => 0;

    private static int Outputs(bool gated) => gated ? 3 : 2;
}
