using Sizing.Models.Reading;

namespace Sizing.Models.Architectures;

/// <summary>K-EXAONE.</summary>
internal sealed class ExaoneMoe : Architecture
{
    internal override IReadOnlyList<string> ModelTypes => ["exaone_moe"];

    internal override string Summary => "EXAONE 4's attention with norms before the blocks, dense first layers, then routed experts with a correction bias and shared ones; the prediction module is dense.";

    internal override IReadOnlyList<string> Keys => ["layer_types", "sliding_window", "sliding_window_pattern", "is_moe_layer", "mlp_layer_types", "first_k_dense_replace", "first_last_k_dense_replace", "num_experts", "num_shared_experts", "moe_intermediate_size", "num_nextn_predict_layers"];

    internal override string Source => "transformers, models/exaone_moe/configuration_exaone_moe.py; ggml-org/llama.cpp, convert_hf_to_gguf.py (first_last_k_dense_replace)";

    internal override ModelSpec Read(ModelConfig config) => config.Model(
        config.LayersOf(index => new LayerSpec(
            Exaone4.Attention(config, index),
            IsSparse(config, index) ? DeepSeek.Mixture(config, correctionBias: true) : config.Gated())),
        config.TiesEmbeddings(byDefault: false)) with
    {
        Mtp = DeepSeek.Mtp(config, new LayerSpec(config.Attention() with { QueryKeyNorm = QueryKeyNorm.PerHead }, config.Gated())),
    };

    private static bool IsSparse(ModelConfig config, int layer)
    {
        if (config.Text.Flags("is_moe_layer") is { } sparse && layer < sparse.Count)
            return sparse[layer];
        return config.Text.Has("mlp_layer_types")
            ? DeepSeek.IsSparse(config, layer)
            : layer >= (config.Text.Int("first_k_dense_replace", "first_last_k_dense_replace") ?? 1);
    }
}
