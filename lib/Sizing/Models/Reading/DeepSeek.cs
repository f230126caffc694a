namespace Sizing.Models.Reading;

/// <summary>What the DeepSeek architectures and those that follow them share.</summary>
internal static class DeepSeek
{
    /// <summary>Latent attention from the usual keys.</summary>
    internal static LatentAttention Latent(ModelConfig config) => new()
    {
        Heads = config.Heads,
        QueryRank = config.Text.Positive("q_lora_rank"),
        KeyValueRank = config.Text.Required("kv_lora_rank"),
        NopeHeadSize = config.Text.Required("qk_nope_head_dim"),
        RopeHeadSize = config.Text.Required("qk_rope_head_dim"),
        ValueHeadSize = config.Text.Required("v_head_dim"),
        Bias = config.Text.Flag("attention_bias"),
    };

    /// <summary>The sparse indexer from the usual keys.</summary>
    internal static SparseIndexer Indexer(ModelConfig config) => new(
        config.Text.Required("index_n_heads"), config.Text.Required("index_head_dim"), config.Text.Positive("index_topk") ?? 2048);

    /// <summary>Routed experts with shared ones beside them; a correction bias where the router balances without a loss.</summary>
    internal static MixtureOfExperts Mixture(ModelConfig config, bool correctionBias)
    {
        var width = config.Text.Required("moe_intermediate_size");
        return config.Mixture(config.Experts("n_routed_experts", "num_experts"), width) with
        {
            SharedWidth = (config.Text.Int("n_shared_experts", "num_shared_experts") ?? 0) * width,
            CorrectionBias = correctionBias && config.Text.Text("topk_method") is null or "noaux_tc",
        };
    }

    /// <summary>Whether a layer has experts: those from <c>first_k_dense_replace</c> on, each <c>moe_layer_freq</c>-th.</summary>
    internal static bool IsSparse(ModelConfig config, int layer)
    {
        if (config.Text.Texts("mlp_layer_types") is { } types)
            return layer >= types.Count || types[layer] == "sparse";
        return layer >= (config.Text.Int("first_k_dense_replace") ?? 0) && layer % (config.Text.Positive("moe_layer_freq") ?? 1) == 0;
    }

    /// <summary>Multi-token prediction of <c>num_nextn_predict_layers</c> modules, or null.</summary>
    internal static MtpSpec? Mtp(ModelConfig config, LayerSpec layer) =>
        config.Text.Int("num_nextn_predict_layers") is > 0 and var modules
            ? new() { Layers = config.Repeat(layer, modules) }
            : null;
}
