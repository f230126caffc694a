using Sizing.Models.Reading;

namespace Sizing.Models.Architectures;

/// <summary>GLM-4.5, 4.5V, 4.6 and 4.7; Solar Open.</summary>
internal sealed class Glm4Moe : Architecture
{
    internal override IReadOnlyList<string> ModelTypes => ["glm4_moe", "glm4v_moe_text", "solar_open"];

    internal override string Summary => "Grouped-query attention with a head size of its own ('attention_bias' on query, key and value; 'use_qk_norm'), dense first layers, then routed experts with a correction bias and shared ones.";

    internal override IReadOnlyList<string> Keys => ["attention_bias", "use_qk_norm", "n_routed_experts", "n_shared_experts", "moe_intermediate_size", "first_k_dense_replace", "num_nextn_predict_layers"];

    internal override string Source => "transformers, models/glm4_moe/modeling_glm4_moe.py";

    internal override ModelSpec Read(ModelConfig config)
    {
        var attention = config.Attention() with
        {
            QueryKeyValueBias = config.Text.Flag("attention_bias", config.ModelType == "glm4v_moe_text"),
            QueryKeyNorm = config.Text.Flag("use_qk_norm") ? QueryKeyNorm.PerHead : QueryKeyNorm.None,
        };
        var sparse = new LayerSpec(attention, DeepSeek.Mixture(config, correctionBias: true));
        return config.Model(
            config.LayersOf(index => DeepSeek.IsSparse(config, index) ? sparse : new LayerSpec(attention, config.Gated())),
            config.TiesEmbeddings(byDefault: false)) with
        { Mtp = DeepSeek.Mtp(config, sparse) };
    }
}
