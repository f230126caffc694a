using Sizing.Models;

namespace Sizing.Inference;

/// <summary>What a layer keeps in its cache on the most loaded tensor-parallel rank.</summary>
internal sealed class KvVectors(int tensorParallel) : IAttentionVisitor<IReadOnlyList<KvVector>>
{
    public IReadOnlyList<KvVector> Visit(GroupedQueryAttention attention)
    {
        if (attention.Span is AttentionSpan.Bidirectional)
            return [];
        long heads = KvCache.HeadsOnRank(attention.KeyValueHeads, tensorParallel);
        return [new(heads * attention.HeadSize, attention.Window), new(heads * attention.ValueHeadSize, attention.Window)];
    }

    public IReadOnlyList<KvVector> Visit(SharedKvAttention attention) => [];

    public IReadOnlyList<KvVector> Visit(CrossAttention attention) => [];

    public IReadOnlyList<KvVector> Visit(LatentAttention attention)
    {
        KvVector latent = new(attention.KeyValueRank + attention.RopeHeadSize);
        return attention.Indexer is { OwnsWeights: true } indexer ? [latent, new(indexer.HeadSize)] : [latent];
    }

    public IReadOnlyList<KvVector> Visit(CompressedAttention attention) =>
    [
        new(attention.HeadSize, attention.Window),
        .. attention.TokensPerEntry > 0 ? (IEnumerable<KvVector>)[new(attention.HeadSize, 0, attention.TokensPerEntry)] : [],
        .. attention.Indexer is { } indexer ? (IEnumerable<KvVector>)[new(indexer.HeadSize, 0, attention.TokensPerEntry)] : [],
    ];

    public IReadOnlyList<KvVector> Visit(GatedDeltaNet attention) => [];

    public IReadOnlyList<KvVector> Visit(LightningAttention attention) => [];

    public IReadOnlyList<KvVector> Visit(Mamba1 attention) => [];

    public IReadOnlyList<KvVector> Visit(Mamba2 attention) => [];

    public IReadOnlyList<KvVector> Visit(ShortConvolution attention) => [];

    public IReadOnlyList<KvVector> Visit(ParallelMixers attention) => [.. attention.First.Accept(this), .. attention.Second.Accept(this)];

    public IReadOnlyList<KvVector> Visit(NoAttention attention) => [];
}
