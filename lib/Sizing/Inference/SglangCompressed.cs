using Sizing.Explain;
using Sizing.Models;

namespace Sizing.Inference;

/// <summary>
/// SGLang's pools for compressed attention: windows, entries of 4 and of 128 tokens, index keys and the states that build entries, all in
/// proportion to the tokens of the full pool; the states of entries of 128 tokens for each request that may run.
/// </summary>
public static class SglangCompressed
{
    private const string Sglang = "sgl-project/sglang";
    private const string Configurator = "python/sglang/srt/model_executor/pool_configurator.py, DSV4PoolConfigurator";

    private const string InProportion = "compressed_long_in_proportion";

    private const string WholeModel = "compressed_whole_model";

    /// <summary>FP32, in which the states are kept.</summary>
    private const int StateBytes = 4;

    /// <summary>Tokens of a long entry.</summary>
    private const int LongEntry = 128;

    /// <summary>Bytes of an entry: keys without position in FP8 with 8 bytes of scales, those with position in BF16.</summary>
    /// <param name="head">d: channels of a head.</param>
    /// <param name="rope">p: of them, channels that carry the position.</param>
    [Formula("(d − p) + 2 · p + 8")]
    [Source(Sglang, Configurator)]
    public static int EntryBytes(int head, int rope) => head - rope + 2 * rope + 8;

    /// <summary>Bytes that a token of the full pool costs over all pools.</summary>
    /// <param name="layers">L: layers; L4 and L128: of them, with entries of 4 and of 128 tokens.</param>
    /// <param name="entry">k: bytes of an entry.</param>
    /// <param name="index">x: channels of an index key, in FP8 with a scale of 4 bytes for 128 of them.</param>
    /// <param name="window">r: tokens of the window pool for each token of the full pool.</param>
    [Formula("r · L · k + L4 · (k + x + x / 32) / 4 + L128 · k / 128")]
    [Source(Sglang, Configurator)]
    public static double EntriesOfToken((int All, int Short, int Long) layers, int entry, int index, double window) =>
        window * layers.All * entry + layers.Short * (entry + index + index / LongEntry * 4) / 4.0 + layers.Long * (double)entry / LongEntry;

    /// <summary>Bytes of the states that build entries, for each token of the full pool.</summary>
    /// <param name="layers">L4 and L128: layers with entries of 4 and of 128 tokens; L128 is 0 where those states belong to requests.</param>
    /// <param name="head">d: channels of a head.</param>
    /// <param name="index">x: channels of an index key.</param>
    /// <param name="window">r: tokens of the window pool for each token of the full pool.</param>
    /// <param name="page">p: tokens of a page of the window pool.</param>
    /// <param name="drafts">m: 2 with drafted tokens, 1 without: rings are 8 · m and 128 · m slots.</param>
    [Formula("r · m / p · (8 · L4 · 16 · (d + x) + 128 · L128 · 8 · d)")]
    [Source(Sglang, Configurator)]
    public static double StatesOfToken((int Short, int Long) layers, int head, int index, double window, int page, int drafts) =>
        window * drafts / page * (8.0 * layers.Short * 4 * StateBytes * (head + index) + LongEntry * (double)layers.Long * 2 * StateBytes * head);

    /// <summary>Bytes of the states that build entries of 128 tokens, a ring of 128 slots for each request and one to spare.</summary>
    /// <param name="sequences">B: requests that may run.</param>
    /// <param name="layers">L128: layers with such entries.</param>
    /// <param name="head">d: channels of a head.</param>
    [Formula("⌈((B + 2) · 128 + 1) / 128⌉ · 128 · 2 · d · 4 · L128")]
    [Source(Sglang, Configurator)]
    public static Bytes StatesOf(int sequences, int layers, int head) =>
        new(KvLayout.Ceiling((sequences + 2L) * LongEntry + 1, LongEntry) * LongEntry * 2 * head * StateBytes * layers);

    internal static bool IsIn(PipelineStage stage) => stage.Layers.Any(layer => layer.Attention is CompressedAttention);

    /// <summary>What the pool pays before tokens: states of requests, in versions that do not keep them in proportion.</summary>
    internal static IEnumerable<Term> States(ServingSetup setup, PipelineStage stage)
    {
        if (!IsIn(stage) || setup.Constants.Has(InProportion))
            return [];
        var (attention, layers) = Of(stage.Layers);
        var bytes = StatesOf((int)setup.MaxSequences.Value.Value, layers.Long, attention.HeadSize);
        return
        [
            Term.Computed("States of long entries", TermKind.State, bytes, StatesOf,
                setup.MaxSequences, new("L128", "layers with entries of 128 tokens", layers.Long), new("d", "channels of a head", attention.HeadSize)),
        ];
    }

    /// <summary>The layout; a draft module counts as one layer more.</summary>
    internal static KvLayout Layout(ServingSetup setup, PipelineStage stage)
    {
        var (constants, isDrafting) = (setup.Constants, setup.Asked.Load.Drafted > 0);
        var block = constants.Whole("compressed_block");
        var counted = constants.Has(WholeModel) ? [.. setup.Model.Layers, .. setup.Model.Mtp?.Layers ?? []] : stage.Layers;
        var (attention, layers) = Of(counted);
        var index = counted.Select(layer => layer.Attention).OfType<CompressedAttention>().Max(each => each.Indexer?.HeadSize ?? 0);
        var window = constants["compressed_swa_ratio"];
        var cell = EntriesOfToken(layers, EntryBytes(attention.HeadSize, attention.RopeHeadSize), index, window)
            + StatesOfToken((layers.Short, constants.Has(InProportion) ? layers.Long : 0), attention.HeadSize, index, window, constants.Whole("compressed_page"), isDrafting ? 2 : 1);
        var bytes = new Bytes((long)(cell * (isDrafting ? (layers.All + 1.0) / layers.All : 1) * block));
        return new(block, bytes, [new(KvGroupKind.Full, 0, layers.All, block, bytes)]);
    }

    private static (CompressedAttention Attention, (int All, int Short, int Long) Layers) Of(IEnumerable<LayerSpec> counted)
    {
        var compressed = counted.Select(layer => layer.Attention).OfType<CompressedAttention>().ToList();
        return (compressed[0], (compressed.Count, compressed.Count(each => each.Indexer is not null), compressed.Count(each => each.TokensPerEntry == LongEntry)));
    }
}
