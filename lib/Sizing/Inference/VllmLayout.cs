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

    /// <summary>
    /// Layers that a stage holds in the fullest group: the layers of a kind are dealt out to its groups in turn, over the whole model, and every group of a
    /// stage is padded to the fullest.
    /// </summary>
    /// <param name="count">n: layers of the kind in the stage.</param>
    /// <param name="groups">g: groups of the kind.</param>
    [Formula("⌈n / g⌉: layer j of a kind is in group j mod g")]
    [Source(Vllm, "vllm/v1/core/kv_cache_utils.py get_kv_cache_configs, _project_kv_cache_groups_to_worker; pull request 23974")]
    public static int LayersOfStage(int count, int groups) => (int)KvLayout.Ceiling(count, groups);

    internal static KvLayout Of(ServingSetup setup, PipelineStage stage)
    {
        var kinds = KvLayers.Of(setup, stage);
        var block = setup.Constants.Whole("block");
        var grouped = setup.Plan.Pipeline > 1 && setup.Constants.Has("groups_of_model") ? KvLayers.Of(setup, setup.Model.Layers) : kinds;
        return kinds switch
        {
            _ when grouped.Count > 1 => Hybrid(grouped, kinds, block),
            [] => new(block, Bytes.Zero, []),
            [{ Kind: KvGroupKind.State } state] => Single(state, 1, state.Total),
            [var only] => Single(only, ContextParallel.BlockTokens(block, setup.Plan.Context), only.Total * block),
            _ => Hybrid(kinds, kinds, block),
        };
    }

    private static KvLayout Single(KvLayers layers, int block, Bytes bytes) =>
        new(block, bytes, [new(layers.Kind, layers.Window, layers.PerToken.Count, block, bytes)]);

    /// <summary>
    /// Layers of several kinds are cut into groups of equal size, so that one pool serves all; smaller pages take more tokens, states are
    /// padded to a page, and groups that are not full are padded with layers. A stage holds its layers of every group of the model.
    /// </summary>
    private static KvLayout Hybrid(IReadOnlyList<KvLayers> kinds, IReadOnlyList<KvLayers> ofStage, int blockTokens)
    {
        var cached = kinds.Where(kind => kind.Kind is not KvGroupKind.State).ToList();
        var state = kinds.FirstOrDefault(kind => kind.Kind is KvGroupKind.State);
        var widest = cached.SelectMany(kind => kind.PerToken).Max();
        var block = state is null ? blockTokens : Math.Max(blockTokens, BlockBesideState(state.PerToken.Max(), widest, blockTokens));
        var page = widest * block;
        var size = GroupSize(kinds.Min(kind => kind.PerToken.Count), kinds.Max(kind => kind.PerToken.Count));
        int GroupsOf(KvLayers kind) => (int)KvLayout.Ceiling(kind.PerToken.Count, size);
        var held = kinds.Max(kind => LayersOfStage(ofStage.Where(each => (each.Kind, each.Window) == (kind.Kind, kind.Window)).Sum(each => each.PerToken.Count), GroupsOf(kind)));
        var groups = kinds.SelectMany(kind => Enumerable
            .Range(0, GroupsOf(kind))
            .Select(_ => new KvGroup(kind.Kind, kind.Window, held, TokensOf(kind, page), page * held)));
        return new(block, page * held, [.. groups]);
    }

    private static int TokensOf(KvLayers kind, Bytes page) => kind.Kind is KvGroupKind.State ? 1 : (int)(page.Count / kind.PerToken[0].Count);
}
