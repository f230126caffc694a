using Sizing.Models;

namespace Sizing.Inference;

/// <summary>Channels that are alive at the widest point of a feed-forward block on one rank: gate and up outputs and their product.</summary>
/// <remarks>Routed experts have buffers of their own; of a mixture only the shared experts count here.</remarks>
internal sealed class LiveChannels(int tensorParallel) : IFeedForwardVisitor<long>
{
    public long Visit(DenseFeedForward block) => Channels(block.Width, block.Gated);

    public long Visit(MixtureOfExperts block) => Channels(block.SharedWidth, block.Gated);

    public long Visit(NoFeedForward block) => 0;

    private long Channels(long width, bool gated) => (width + tensorParallel - 1) / tensorParallel * (gated ? 3 : 2);
}
