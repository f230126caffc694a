using Sizing.Models.Reading;

namespace Sizing.Models.Architectures;

/// <summary>DeepSeek LLM and DeepSeekMoE.</summary>
internal sealed class DeepSeekMoe : Architecture
{
    internal override IReadOnlyList<string> ModelTypes => ["deepseek"];

    internal override string Summary => "Multi-head attention, dense first layers, then routed experts with shared ones.";

    internal override IReadOnlyList<string> Keys => ["n_routed_experts", "n_shared_experts", "moe_intermediate_size", "first_k_dense_replace", "moe_layer_freq"];

    internal override string Source => "deepseek-ai/deepseek-moe-16b-base, modeling_deepseek.py";

    internal override ModelSpec Read(ModelConfig config)
    {
        var bias = config.Text.Flag("attention_bias");
        return config.Model(
            config.LayersOf(index => new LayerSpec(
                config.Attention() with { QueryKeyValueBias = bias, OutputBias = bias },
                config.Text.Has("n_routed_experts") && DeepSeek.IsSparse(config, index) ? DeepSeek.Mixture(config, correctionBias: false) : config.Gated())),
            config.TiesEmbeddings(byDefault: false));
    }
}
