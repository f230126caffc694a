using Sizing.Explain;

namespace Sizing.Inference;

/// <summary>
/// How an engine lays the KV cache of a pipeline stage out: blocks, and groups of layers that each have their own block table.
/// </summary>
/// <param name="BlockTokens">Tokens of a block, before the engine enlarges it.</param>
/// <param name="BlockBytes">Bytes of a block of the pool, on one rank.</param>
/// <param name="Groups">The groups.</param>
public sealed record KvLayout(int BlockTokens, Bytes BlockBytes, IReadOnlyList<KvGroup> Groups)
{
    /// <summary>Whole blocks that a pool holds.</summary>
    /// <param name="pool">P: bytes of the pool.</param>
    /// <param name="block">b: bytes of a block.</param>
    [Formula("⌊P / b⌋")]
    [Source("vllm-project/vllm", "vllm/v1/core/kv_cache_utils.py get_num_blocks")]
    public static long Blocks(Bytes pool, Bytes block) => pool > Bytes.Zero && block > Bytes.Zero ? pool.Count / block.Count : 0;

    /// <summary>Blocks that one sequence takes in one group.</summary>
    /// <param name="group">The group, with its window W and blocks of b tokens.</param>
    /// <param name="context">S: tokens of the sequence.</param>
    /// <param name="batchedTokens">T: tokens of a step, which a window keeps beside it.</param>
    [Formula("full max(⌈S / b⌉, m); window ⌈min(W − 1 + T, S) / b⌉ + 1; chunk ⌈min(W + T, S) / b⌉; state 1")]
    [Source("vllm-project/vllm", "vllm/v1/kv_cache_interface.py max_memory_usage_bytes")]
    [Source("ggml-org/llama.cpp", "src/llama-kv-cache-iswa.cpp: the chunk rule for windows, T the micro-batch")]
    public static long BlocksOfSequence(KvGroup group, long context, long batchedTokens)
    {
        ArgumentNullException.ThrowIfNull(group);
        return group.Kind switch
        {
            KvGroupKind.Full => Math.Max(Ceiling(context, group.BlockTokens), group.LeastBlocks),
            KvGroupKind.Sliding => Ceiling(Math.Min(group.Window - 1 + batchedTokens, context), group.BlockTokens) + 1,
            KvGroupKind.Chunked => Ceiling(Math.Min(group.Window + batchedTokens, context), group.BlockTokens),
            KvGroupKind.State => 1,
        };
    }

    /// <summary>Whether all groups take blocks of one size from one pool.</summary>
    internal bool SharesBlocks => Groups.All(group => group.BlockBytes == BlockBytes);

    /// <summary>Blocks that one sequence takes in all groups.</summary>
    public long BlocksOfSequence(long context, long batchedTokens) => Groups.Sum(group => BlocksOfSequence(group, context, batchedTokens));

    /// <summary>Bytes that one sequence takes in all groups, in whole blocks.</summary>
    /// <param name="context">S: tokens of the sequence.</param>
    /// <param name="batchedTokens">T: tokens of a step.</param>
    [Formula("Σ_g n_g · b_g")]
    [Source("Kwon et al. 2023, PagedAttention", "https://arxiv.org/abs/2309.06180, section 4")]
    public Bytes BytesOfSequence(long context, long batchedTokens) =>
        Groups.Aggregate(Bytes.Zero, (sum, group) => sum + group.BlockBytes * BlocksOfSequence(group, context, batchedTokens));

    /// <summary>Sequences that a pool holds; whole blocks where all groups share one size of block, bytes otherwise.</summary>
    public double SequencesIn(Bytes pool, long context, long batchedTokens) => SequenceOf(context, batchedTokens).In(pool);

    /// <summary>What one sequence takes, for many pools.</summary>
    /// <param name="context">S: tokens of the sequence.</param>
    /// <param name="batchedTokens">T: tokens of a step.</param>
    public KvSequence SequenceOf(long context, long batchedTokens) => new(
        SharesBlocks ? BlockBytes : Bytes.Zero,
        BlocksOfSequence(context, batchedTokens),
        BytesOfSequence(context, batchedTokens));

    internal static long Ceiling(long amount, long part) => (amount + part - 1) / part;
}
