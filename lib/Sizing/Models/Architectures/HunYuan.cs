using Sizing.Models.Reading;

namespace Sizing.Models.Architectures;

/// <summary>Hunyuan.</summary>
internal sealed class HunYuan : Architecture
{
    internal override IReadOnlyList<string> ModelTypes => ["hunyuan_v1_dense", "hunyuan_v1_moe", "hunyuan"];

    internal override string Summary => "The Llama layer with query and key norms per head; the mixture's 'moe_topk', 'moe_intermediate_size' and 'num_shared_expert' may be lists by layer.";

    internal override IReadOnlyList<string> Keys => ["use_qk_norm", "num_experts", "moe_topk", "moe_intermediate_size", "num_shared_expert"];

    internal override string Source => "transformers, models/hunyuan_v1_moe/modeling_hunyuan_v1_moe.py";

    internal override ModelSpec Read(ModelConfig config)
    {
        var bias = config.Text.Flag("attention_bias");
        var norm = config.Text.Flag("use_qk_norm", true) ? QueryKeyNorm.PerHead : QueryKeyNorm.None;
        return config.Model(
            config.LayersOf(index => new LayerSpec(
                config.Attention() with { QueryKeyNorm = norm, QueryKeyValueBias = bias, OutputBias = bias },
                config.Text.Positive("num_experts") is > 1 ? Mixture(config, index) : config.Gated())),
            config.TiesEmbeddings(byDefault: false));
    }

    private static MixtureOfExperts Mixture(ModelConfig config, int layer) => new()
    {
        Experts = config.Experts("num_experts"),
        ExpertsPerToken = Math.Min(config.Experts("num_experts"), At(config, "moe_topk", layer) ?? 1),
        ExpertWidth = At(config, "moe_intermediate_size", layer) ?? config.Width,
        SharedWidth = (At(config, "num_shared_expert", layer) ?? (config.ModelType == "hunyuan_v1_moe" ? 1 : 0)) * config.Width,
    };

    private static int? At(ModelConfig config, string key, int layer)
    {
        if (!config.Text.IsList(key))
            return config.Text.Positive(key);
        var values = config.Text.Ints(key)!;
        return layer < values.Count ? values[layer] : throw config.Text.Refuse($"lists {values.Count} '{key}' for {config.LayerCount} layers");
    }
}
