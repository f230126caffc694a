using Sizing.Explain;

namespace Sizing.Inference;

/// <summary>SGLang's KV cache: a pool of tokens, and for models with windows a second one that is a fixed ratio of the first.</summary>
public static class SglangLayout
{
    /// <summary>Bytes that a token of the full pool costs, with its share of the window pool.</summary>
    /// <param name="full">F: bytes of a token in the layers that keep all tokens.</param>
    /// <param name="window">S: bytes of a token in the layers with a window.</param>
    /// <param name="ratio">r: tokens of the window pool for each token of the full pool.</param>
    [Formula("F + r · S")]
    [Source("sgl-project/sglang", "python/sglang/srt/model_executor/model_runner_kv_cache_mixin.py; server_args.py swa_full_tokens_ratio")]
    public static Bytes CellBytes(Bytes full, Bytes window, double ratio) => full + Bytes.FromMiB(window.InMiB * ratio);

    internal static KvLayout Of(ServingSetup setup, PipelineStage stage)
    {
        if (SglangCompressed.IsIn(stage))
            return SglangCompressed.Layout(setup, stage);
        var kinds = KvLayers.Of(setup, stage);
        var full = Total(kinds, KvGroupKind.Full);
        var window = Total(kinds, KvGroupKind.Sliding) + Total(kinds, KvGroupKind.Chunked);
        var ratio = full == Bytes.Zero ? 1 : setup.Constants["swa_ratio"];
        var cell = CellBytes(full, window, ratio);
        var states = Total(kinds, KvGroupKind.State);
        List<KvGroup> groups = [];
        if (cell > Bytes.Zero)
            groups.Add(new(KvGroupKind.Full, 0, stage.Layers.Count, 1, cell));
        if (states > Bytes.Zero)
            groups.Add(new(KvGroupKind.State, 0, stage.Layers.Count, 1, states));
        return new(1, cell, groups);
    }

    private static Bytes Total(IReadOnlyList<KvLayers> kinds, KvGroupKind kind) =>
        kinds.Where(layers => layers.Kind == kind).Aggregate(Bytes.Zero, (sum, layers) => sum + layers.Total);
}
