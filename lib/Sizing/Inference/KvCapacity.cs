using Sizing.Explain;

namespace Sizing.Inference;

/// <summary>What the KV cache of one replica holds, as its engine lays it out.</summary>
public sealed record KvCapacity
{
    private readonly ServingSetup setup;
    private readonly Bytes pool;

    internal KvCapacity(ServingSetup setup, StageMemory stage)
    {
        this.setup = setup;
        Layout = stage.Layout;
        pool = new(stage.KvPool.Value.Whole);
        BytesOfSequence = Layout.BytesOfSequence(setup.Context, setup.BatchedTokens.Value.Whole);
        var sequences = setup.ConcurrencyOfReplica;
        var shared = SharedTokens(setup) is > 0 and var tokens ? Layout.BytesOfSequence(tokens, setup.BatchedTokens.Value.Whole) : Bytes.Zero;
        Requested = Term.Computed("KV cache of all sequences", TermKind.KvCache, OfSequences(sequences, BytesOfSequence, shared), OfSequences,
            new("B", "sequences of one replica", Amount.Exact(sequences, Unit.Sequences)),
            new("s", $"bytes of a sequence of {setup.Context:N0} tokens in whole blocks of {Layout.BlockTokens}", BytesOfSequence),
            new("p", "bytes of the prefix that sequences share", shared));
    }

    /// <summary>How the cache is laid out.</summary>
    public KvLayout Layout { get; }

    /// <summary>Whole blocks of the pool.</summary>
    public long Blocks => KvLayout.Blocks(pool, Layout.BlockBytes);

    /// <summary>Bytes of one sequence of the longest context, over all groups of layers, in whole blocks.</summary>
    public Bytes BytesOfSequence { get; }

    /// <summary>Bytes of all sequences at their longest.</summary>
    public Term Requested { get; }

    /// <summary>Sequences of the longest context that the pool holds.</summary>
    public double MaxConcurrency => SequencesIn(pool);

    /// <summary>How far the pool may lie from the estimate.</summary>
    public KvPoolBand PoolBand => KvPoolBand.Of(setup, pool);

    /// <summary>Sequences of the longest context in the lower end of <see cref="PoolBand"/>.</summary>
    public double MaxConcurrencyLow => SequencesIn(PoolBand.Low);

    /// <summary>Sequences of the longest context in the upper end of <see cref="PoolBand"/>.</summary>
    public double MaxConcurrencyHigh => SequencesIn(PoolBand.High);

    /// <summary>Tokens that the pool holds, by the rule that the engine's version logs; those of all sequences where groups of layers have pools of their own.</summary>
    public long Tokens => TokensIn(pool);

    /// <summary>Bytes that one token adds, over all layers of the model, before any window is full.</summary>
    public Bytes BytesPerToken => KvCache.BytesPerToken(setup.Model, setup.KvCache);

    /// <summary>Bytes of recurrent state of one sequence, over all layers of the model.</summary>
    public Bytes StateBytesPerSequence => RecurrentState.BytesPerSequence(setup.Model, setup.Activation, DataType.Fp32);

    /// <summary>Tokens that the host memory holds beside the pool.</summary>
    public long OffloadedTokens => TokensIn(setup.Asked.KvOffload);

    /// <summary>Bytes of sequences; a prefix that they share is kept once.</summary>
    /// <param name="sequences">B: sequences.</param>
    /// <param name="sequence">s: bytes of one sequence.</param>
    /// <param name="shared">p: bytes of the shared prefix.</param>
    [Formula("B · s − (B − 1) · p")]
    [Source("Kwon et al. 2023, PagedAttention", "https://arxiv.org/abs/2309.06180, section 4")]
    public static Bytes OfSequences(long sequences, Bytes sequence, Bytes shared) => sequence * sequences - shared * (sequences - 1);

    /// <summary>Tokens that older versions of vLLM log, and engines with one group of layers.</summary>
    /// <param name="blocks">N: blocks of the pool.</param>
    /// <param name="groups">g: groups of layers.</param>
    /// <param name="blockTokens">b: tokens of a block.</param>
    [Formula("⌊N / g⌋ · b")]
    [Source("vllm-project/vllm", "vllm/v1/core/kv_cache_utils.py, up to 0.19")]
    public static long TokensOfBlocks(long blocks, int groups, int blockTokens) => blocks / groups * blockTokens;

    /// <summary>Tokens that newer versions of vLLM log.</summary>
    /// <param name="concurrency">c: sequences that the pool holds.</param>
    /// <param name="context">S: tokens of each.</param>
    [Formula("⌊c · S⌋")]
    [Source("vllm-project/vllm", "vllm/v1/core/kv_cache_utils.py _report_kv_cache_config")]
    public static long TokensOfConcurrency(double concurrency, int context) => (long)(concurrency * context);

    internal static long SharedTokens(ServingSetup setup) => (long)((setup.Asked.Input ?? 0) * setup.Asked.PrefixHit);

    private double SequencesIn(Bytes memory) =>
        Layout.Groups.Count == 0 ? setup.MaxSequences.Value.Value : Layout.SequencesIn(memory, setup.Context, setup.BatchedTokens.Value.Whole);

    private long TokensIn(Bytes memory) => Layout.Groups.Count == 0 ? 0
        : setup.Constants.Has("concurrency_capacity") || !Layout.SharesBlocks ? TokensOfConcurrency(SequencesIn(memory), setup.Context)
        : TokensOfBlocks(KvLayout.Blocks(memory, Layout.BlockBytes), Layout.Groups.Count, Layout.BlockTokens);
}
