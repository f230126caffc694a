using Sizing.Explain;

namespace Sizing.Inference;

/// <summary>What one sequence takes of a pool, in plain numbers: whole blocks where all groups of layers share one size of block, bytes otherwise.</summary>
/// <param name="Block">b: bytes of a block; zero where groups have blocks of their own sizes.</param>
/// <param name="Blocks">n: blocks of the sequence over all groups; zero where nothing is cached.</param>
/// <param name="Bytes">s: bytes of the sequence.</param>
public readonly record struct KvSequence(Bytes Block, long Blocks, Bytes Bytes)
{
    /// <summary>Sequences that a pool holds.</summary>
    /// <param name="pool">P: bytes of the pool.</param>
    [Formula("⌊P / b⌋ / n;  blocks of several sizes: P / s")]
    [Source("vllm-project/vllm", "vllm/v1/core/kv_cache_utils.py get_max_concurrency_for_kv_cache_config")]
    public double In(Bytes pool) =>
        pool <= Bytes.Zero || Blocks == 0 ? 0
        : Block > Bytes.Zero ? (double)KvLayout.Blocks(pool, Block) / Blocks
        : pool / Bytes;

    /// <summary>Sequences that a stage lets through: none without memory to spare, any number where it caches nothing.</summary>
    internal double Limit(Bytes pool) => pool > Bytes.Zero && Blocks == 0 ? double.PositiveInfinity : In(pool);
}
