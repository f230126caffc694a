using Sizing.Models;

namespace Sizing.Training;

/// <summary>Heads of a token mixer, for what attention keeps beside its matrices.</summary>
internal static class AttentionShape
{
    internal static int Heads(Attention attention) => attention switch
    {
        GroupedQueryAttention grouped => grouped.Heads,
        SharedKvAttention shared => shared.Shape.Heads,
        CrossAttention cross => cross.Shape.Heads,
        LatentAttention latent => latent.Heads,
        ParallelMixers mixers => Heads(mixers.First) + Heads(mixers.Second),
        _ => 0,
    };
}
