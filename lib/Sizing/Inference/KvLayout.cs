using Sizing.Explain;
using Sizing.Models;

namespace Sizing.Inference;

/// <summary>
/// How vLLM lays the KV cache of a pipeline stage out: blocks of one size, and groups of layers that each have their own block table.
/// </summary>
/// <param name="BlockTokens">Tokens of a block.</param>
/// <param name="BlockBytes">Bytes of a block over the layers that share the pool, on one rank.</param>
/// <param name="Groups">The groups.</param>
public sealed record KvLayout(int BlockTokens, Bytes BlockBytes, IReadOnlyList<KvGroup> Groups)
{
    private const string Source = "vllm-project/vllm";
    private const string File = "vllm/v1/core/kv_cache_utils.py";

    /// <summary>Whole blocks that a pool holds.</summary>
    /// <param name="pool">P: bytes of the pool.</param>
    /// <param name="block">b: bytes of a block.</param>
    [Formula("⌊P / b⌋")]
    [Source(Source, File + " get_num_blocks")]
    public static long Blocks(Bytes pool, Bytes block) => pool > Bytes.Zero && block > Bytes.Zero ? pool.Count / block.Count : 0;

    /// <summary>Blocks that one sequence takes in one group.</summary>
    /// <param name="group">The group, with its window W.</param>
    /// <param name="context">S: tokens of the sequence.</param>
    /// <param name="batchedTokens">T: tokens of a scheduler step, which a window keeps beside it.</param>
    /// <param name="blockTokens">b: tokens of a block.</param>
    [Formula("full ⌈S / b⌉; window ⌈min(W − 1 + T, S) / b⌉ + 1; chunk ⌈min(W + T, S) / b⌉; state 1")]
    [Source(Source, "vllm/v1/kv_cache_interface.py max_memory_usage_bytes")]
    public static long BlocksOfSequence(KvGroup group, long context, long batchedTokens, int blockTokens)
    {
        ArgumentNullException.ThrowIfNull(group);
        return group.Kind switch
        {
            KvGroupKind.Full => Ceiling(context, blockTokens),
            KvGroupKind.Sliding => Ceiling(Math.Min(group.Window - 1 + batchedTokens, context), blockTokens) + 1,
            KvGroupKind.Chunked => Ceiling(Math.Min(group.Window + batchedTokens, context), blockTokens),
            KvGroupKind.State => 1,
        };
    }

    /// <summary>Blocks that one sequence takes in all groups.</summary>
    public long BlocksOfSequence(long context, long batchedTokens) =>
        Groups.Sum(group => BlocksOfSequence(group, context, batchedTokens, group.BlockTokens));

    /// <summary>Lays out the layers of a stage.</summary>
    /// <param name="layers">The layers.</param>
    /// <param name="type">The data type of the cache.</param>
    /// <param name="tensorParallel">Tensor-parallel ranks.</param>
    /// <param name="blockTokens">Tokens of a block.</param>
    public static KvLayout Of(IReadOnlyList<LayerSpec> layers, DataType type, int tensorParallel, int blockTokens)
    {
        ArgumentNullException.ThrowIfNull(layers);
        var kinds = layers
            .Select(layer => (Kind: KindOf(layer.Attention), Page: KvCache.BytesPerToken(layer.Attention, type, tensorParallel) * blockTokens))
            .Where(layer => layer.Page > Bytes.Zero)
            .GroupBy(layer => layer.Kind)
            .Select(kind => (kind.Key.Kind, kind.Key.Window, Pages: kind.Select(layer => layer.Page).ToList()))
            .ToList();
        return kinds.Count == 1
            ? new(blockTokens, Sum(kinds[0].Pages), [new(kinds[0].Kind, kinds[0].Window, kinds[0].Pages.Count, blockTokens)])
            : Hybrid(kinds, blockTokens);
    }

    /// <summary>
    /// Layers of several kinds are cut into groups of equal size, so that one pool serves all; small pages take more tokens, and groups that are
    /// not full are padded.
    /// </summary>
    private static KvLayout Hybrid(List<(KvGroupKind Kind, int Window, List<Bytes> Pages)> kinds, int blockTokens)
    {
        if (kinds.Count == 0)
            return new(blockTokens, Bytes.Zero, []);
        var page = kinds.SelectMany(kind => kind.Pages).Max();
        var size = GroupSize(kinds.Min(kind => kind.Pages.Count), kinds.Max(kind => kind.Pages.Count));
        var groups = kinds.SelectMany(kind => Enumerable.Range(0, (int)Ceiling(kind.Pages.Count, size))
            .Select(_ => new KvGroup(kind.Kind, kind.Window, size, (int)(page.Count / kind.Pages[0].Count) * blockTokens)));
        return new(blockTokens, page * size, [.. groups]);
    }

    /// <summary>Layers of a group: those of the rarest kind, unless the most frequent is less than half as frequent again.</summary>
    /// <param name="fewest">n_a: layers of the rarest kind.</param>
    /// <param name="most">n_b: layers of the most frequent kind.</param>
    [Formula("n_b if n_b < 1.5 · n_a else n_a")]
    [Source(Source, File + " _get_kv_cache_groups_uniform_page_size")]
    public static int GroupSize(int fewest, int most) => 2 * most < 3 * fewest ? most : fewest;

    private static (KvGroupKind Kind, int Window) KindOf(Attention attention) => attention switch
    {
        GroupedQueryAttention { Span: AttentionSpan.Sliding } sliding => (KvGroupKind.Sliding, sliding.Window),
        GroupedQueryAttention { Span: AttentionSpan.Chunked } chunked => (KvGroupKind.Chunked, chunked.Window),
        _ => (KvGroupKind.Full, 0),
    };

    private static long Ceiling(long amount, long part) => (amount + part - 1) / part;

    private static Bytes Sum(List<Bytes> pages) => pages.Aggregate(Bytes.Zero, (sum, page) => sum + page);
}
