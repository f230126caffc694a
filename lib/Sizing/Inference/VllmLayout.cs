using Sizing.Explain;

namespace Sizing.Inference;

/// <summary>vLLM's KV cache: one pool of equal blocks for all layers, whatever they keep.</summary>
public static class VllmLayout
{
    private const string Vllm = "vllm-project/vllm";

    /// <summary>Layers of a group: those of the rarest kind, unless the most frequent is less than half as frequent again.</summary>
    /// <param name="fewest">n_a: layers of the rarest kind.</param>
    /// <param name="most">n_b: layers of the most frequent kind.</param>
    [Formula("n_b if n_b < 1.5 · n_a else n_a")]
    [Source(Vllm, "vllm/v1/core/kv_cache_utils.py _get_kv_cache_groups_uniform_page_size")]
    public static int GroupSize(int fewest, int most) => 2 * most < 3 * fewest ? most : fewest;

    /// <summary>Tokens of an attention block in a model with states, so that a block of attention is as large as a state.</summary>
    /// <param name="state">s: bytes of the state of a sequence in one layer.</param>
    /// <param name="perToken">a: bytes of a token in one attention layer.</param>
    /// <param name="blockTokens">b: tokens of a block.</param>
    [Formula("b · ⌈s / (b · a)⌉")]
    [Source(Vllm, "vllm/model_executor/models/config.py HybridAttentionMambaModelConfig")]
    public static int BlockBesideState(Bytes state, Bytes perToken, int blockTokens) =>
        (int)(blockTokens * KvLayout.Ceiling(state.Count, blockTokens * perToken.Count));

    internal static KvLayout Of(ServingSetup setup, PipelineStage stage)
    {
        var kinds = KvLayers.Of(setup, stage);
        var block = setup.Constants.Whole("block");
        return kinds switch
        {
            [] => new(block, Bytes.Zero, []),
            [{ Kind: KvGroupKind.State } state] => Single(state, 1, state.Total),
            [var only] => Single(only, ContextParallel.BlockTokens(block, setup.Plan.Context), only.Total * block),
            _ => Hybrid(kinds, block),
        };
    }

    private static KvLayout Single(KvLayers layers, int block, Bytes bytes) =>
        new(block, bytes, [new(layers.Kind, layers.Window, layers.PerToken.Count, block, bytes)]);

    /// <summary>
    /// Layers of several kinds are cut into groups of equal size, so that one pool serves all; smaller pages take more tokens, states are
    /// padded to a page, and groups that are not full are padded with layers.
    /// </summary>
    private static KvLayout Hybrid(IReadOnlyList<KvLayers> kinds, int blockTokens)
    {
        var cached = kinds.Where(kind => kind.Kind is not KvGroupKind.State).ToList();
        var state = kinds.FirstOrDefault(kind => kind.Kind is KvGroupKind.State);
        var widest = cached.SelectMany(kind => kind.PerToken).Max();
        var block = state is null ? blockTokens : Math.Max(blockTokens, BlockBesideState(state.PerToken.Max(), widest, blockTokens));
        var page = widest * block;
        var size = GroupSize(kinds.Min(kind => kind.PerToken.Count), kinds.Max(kind => kind.PerToken.Count));
        var groups = kinds.SelectMany(kind => Enumerable
            .Range(0, (int)KvLayout.Ceiling(kind.PerToken.Count, size))
            .Select(_ => new KvGroup(kind.Kind, kind.Window, size, TokensOf(kind, page), page * size)));
        return new(block, page * size, [.. groups]);
    }

    private static int TokensOf(KvLayers kind, Bytes page) => kind.Kind is KvGroupKind.State ? 1 : (int)(page.Count / kind.PerToken[0].Count);
}
