using Sizing.Models.Reading;

namespace Sizing.Models.Architectures;

/// <summary>ERNIE 4.5.</summary>
internal sealed class Ernie45 : Architecture
{
    internal override IReadOnlyList<string> ModelTypes => ["ernie4_5", "ernie4_5_moe"];

    internal override string Summary => "The Llama layer, biases by 'use_bias'; the mixture of experts runs from 'moe_layer_start_index' to 'moe_layer_end_index' at every 'moe_layer_interval'; embeddings tied.";

    internal override IReadOnlyList<string> Keys => ["use_bias", "moe_num_experts", "moe_k", "moe_intermediate_size", "moe_num_shared_experts", "moe_layer_start_index", "moe_layer_end_index", "moe_layer_interval", "moe_use_aux_free"];

    internal override string Source => "transformers, models/ernie4_5_moe/modeling_ernie4_5_moe.py";

    internal override ModelSpec Read(ModelConfig config)
    {
        var bias = config.Text.Flag("use_bias");
        return config.Model(
            config.LayersOf(index => new LayerSpec(
                config.Attention() with { QueryKeyValueBias = bias, OutputBias = bias },
                IsSparse(config, index) ? Mixture(config) : config.Gated() with { Bias = bias })),
            config.TiesEmbeddings(byDefault: true));
    }

    private static bool IsSparse(ModelConfig config, int layer)
    {
        var text = config.Text;
        if (config.ModelType != "ernie4_5_moe")
            return false;
        var (start, end) = (text.Int("moe_layer_start_index") ?? 1, text.Number("moe_layer_end_index") ?? -1);
        return layer >= start && (end == -1 || layer <= end) && (layer + 1) % (text.Positive("moe_layer_interval") ?? 1) == 0;
    }

    private static MixtureOfExperts Mixture(ModelConfig config)
    {
        var width = config.Text.Required("moe_intermediate_size");
        return config.Mixture(config.Experts("moe_num_experts"), width, "moe_k") with
        {
            SharedWidth = (config.Text.Int("moe_num_shared_experts") ?? 0) * width,
            CorrectionBias = config.Text.Flag("moe_use_aux_free", true),
        };
    }
}
