using Sizing.Explain;
using Sizing.Models;

namespace Sizing.Inference;

/// <summary>
/// Decode context parallel: tensor-parallel ranks that would hold copies of the same key-value heads divide the tokens of the cache
/// instead. It takes no further GPUs.
/// </summary>
public static class ContextParallel
{
    private const string Vllm = "vllm-project/vllm";

    /// <summary>The name of the flag of engines that divide tokens.</summary>
    internal const string Flag = "context_parallel";

    /// <summary>Tokens of a sequence that a block stands for, over the ranks that divide them.</summary>
    /// <param name="block">b: tokens of a block on one rank.</param>
    /// <param name="ranks">c: ranks that divide the tokens.</param>
    [Formula("b · c")]
    [Source(Vllm, "vllm/v1/core/single_type_kv_cache_manager.py: block_size *= dcp_world_size")]
    public static int BlockTokens(int block, int ranks) => block * ranks;

    /// <summary>One sentence that says why an engine refuses to divide the tokens, or null.</summary>
    internal static string? Refusal(ModelSpec model, ServingPlan plan)
    {
        if (plan.Context == 1)
            return null;
        if (plan.Tensor % plan.Context != 0)
            return $"{plan.Context} context-parallel ranks do not divide the {plan.Tensor} tensor-parallel ranks that they are taken from.";
        if (model.Layers.SelectMany(layer => KvCache.Vectors(layer.Attention)).Any(vector => vector.Window > 0) || model.Layers.Any(layer => KvCache.Vectors(layer.Attention).Count == 0))
            return $"{model.Name} has layers with windows or states; tokens are divided only where every layer keeps all of them.";
        return model.Layers.Select(layer => layer.Attention).OfType<GroupedQueryAttention>().Distinct().Select(kind => Refusal(kind, plan)).FirstOrDefault(reason => reason is not null);
    }

    private static string? Refusal(GroupedQueryAttention attention, ServingPlan plan)
    {
        if (plan.Tensor <= attention.KeyValueHeads)
            return $"{plan.Tensor} tensor-parallel ranks are not more than the {attention.KeyValueHeads} key-value heads, so that no two ranks hold the same; leave out context-parallel ranks.";
        if (plan.Context > plan.Tensor / attention.KeyValueHeads)
            return $"{plan.Context} context-parallel ranks are more than the {plan.Tensor / attention.KeyValueHeads} ranks that hold the same key-value head.";
        var queries = attention.Heads / attention.KeyValueHeads;
        return queries % plan.Context != 0 ? $"{plan.Context} context-parallel ranks do not divide the {queries} query heads of a key-value head." : null;
    }
}
