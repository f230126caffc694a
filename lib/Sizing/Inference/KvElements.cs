using Sizing.Models;

namespace Sizing.Inference;

/// <summary>Elements that one token adds to the KV cache of a layer on the most loaded tensor-parallel rank, as separate vectors.</summary>
/// <remarks>Vectors are kept apart because block types count the last block of each vector whole.</remarks>
internal sealed class KvElements(int tensorParallel) : IAttentionVisitor<KvElements.Vectors>
{
    private static readonly Vectors Nothing = new(0, 0, 0);

    public Vectors Visit(GroupedQueryAttention attention)
    {
        if (attention.Span is AttentionSpan.Bidirectional)
            return Nothing;
        long heads = KvCache.HeadsOnRank(attention.KeyValueHeads, tensorParallel);
        return new(heads * attention.HeadSize, heads * attention.ValueHeadSize, 0);
    }

    public Vectors Visit(SharedKvAttention attention) => Nothing;

    public Vectors Visit(CrossAttention attention) => Nothing;

    public Vectors Visit(LatentAttention attention) =>
        new(attention.KeyValueRank + attention.RopeHeadSize, 0, attention.Indexer is { OwnsWeights: true } indexer ? indexer.HeadSize : 0);

    public Vectors Visit(GatedDeltaNet attention) => Nothing;

    public Vectors Visit(LightningAttention attention) => Nothing;

    public Vectors Visit(Mamba1 attention) => Nothing;

    public Vectors Visit(Mamba2 attention) => Nothing;

    public Vectors Visit(ParallelMixers attention)
    {
        var (first, second) = (attention.First.Accept(this), attention.Second.Accept(this));
        return new(first.Keys + second.Keys, first.Values + second.Values, first.Indexer + second.Indexer);
    }

    public Vectors Visit(NoAttention attention) => Nothing;

    /// <summary>Elements of the key, the value and the indexer key.</summary>
    internal readonly record struct Vectors(long Keys, long Values, long Indexer)
    {
        internal Bytes In(DataType type) => type.BytesOf(Keys) + type.BytesOf(Values) + type.BytesOf(Indexer);
    }
}
