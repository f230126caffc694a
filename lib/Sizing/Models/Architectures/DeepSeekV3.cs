using Sizing.Models.Reading;

namespace Sizing.Models.Architectures;

/// <summary>DeepSeek-V3, R1 and V3.2, Kimi K2, GLM-4.7-Flash, GLM-5.</summary>
internal sealed class DeepSeekV3 : Architecture
{
    internal override IReadOnlyList<string> ModelTypes => ["deepseek_v3", "deepseek_v32", "kimi_k2", "kimi_k25", "glm4_moe_lite", "glm_moe_dsa"];

    internal override string Summary => "Latent attention, dense first layers, then routed experts with a correction bias and shared experts; V3.2 and GLM-5 add a sparse indexer with a key cache of its own, which GLM-5.2 shares between layers ('indexer_types', 'index_topk_freq').";

    internal override IReadOnlyList<string> Keys => ["q_lora_rank", "kv_lora_rank", "qk_nope_head_dim", "qk_rope_head_dim", "v_head_dim", "n_routed_experts", "n_shared_experts", "moe_intermediate_size", "first_k_dense_replace", "moe_layer_freq", "mlp_layer_types", "topk_method", "index_n_heads", "index_head_dim", "index_topk", "indexer_types", "index_topk_pattern", "index_topk_freq", "index_skip_topk_offset", "num_nextn_predict_layers"];

    internal override string Source => "transformers, models/deepseek_v3/modeling_deepseek_v3.py; deepseek-ai/DeepSeek-V3.2, inference/model.py";

    internal override ModelSpec Read(ModelConfig config)
    {
        var layers = config.LayersOf(index => new LayerSpec(
            Attention(config, index),
            DeepSeek.IsSparse(config, index) ? DeepSeek.Mixture(config, correctionBias: true) : config.Gated()));
        return config.Model(layers, config.TiesEmbeddings(byDefault: false)) with
        {
            Mtp = DeepSeek.Mtp(config, new LayerSpec(Attention(config, layer: 0), DeepSeek.Mixture(config, correctionBias: true))),
        };
    }

    private static LatentAttention Attention(ModelConfig config, int layer)
    {
        var attention = DeepSeek.Latent(config);
        return config.Text.Int("index_n_heads") is null
            ? attention
            : attention with { Indexer = DeepSeek.Indexer(config) with { OwnsWeights = !SharesIndexer(config.Text, layer) } };
    }

    /// <summary>Whether a layer takes its tokens from the indexer of an earlier one: by list, by pattern (F, S), or by frequency.</summary>
    private static bool SharesIndexer(ConfigSection text, int layer)
    {
        if (text.Texts("indexer_types") is { } types)
            return layer < types.Count && types[layer] == "shared";
        if (text.Text("index_topk_pattern") is { } pattern)
            return layer < pattern.Length && pattern[layer] == 'S';
        return Math.Max(layer + 1 - (text.Int("index_skip_topk_offset") ?? 2), 0) % (text.Positive("index_topk_freq") ?? 1) != 0;
    }
}
