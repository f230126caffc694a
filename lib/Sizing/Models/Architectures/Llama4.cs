using Sizing.Models.Reading;

namespace Sizing.Models.Architectures;

/// <summary>Llama 4.</summary>
internal sealed class Llama4 : Architecture
{
    internal override IReadOnlyList<string> ModelTypes => ["llama4", "llama4_text"];

    internal override string Summary => "Chunked attention except where 'no_rope_layers' or every fourth layer is full; experts in every 'interleave_moe_layer_step'-th layer ('moe_layers'), with one shared expert; dense layers are 'intermediate_size_mlp' wide.";

    internal override IReadOnlyList<string> Keys => ["num_local_experts", "num_experts_per_tok", "intermediate_size_mlp", "interleave_moe_layer_step", "moe_layers", "no_rope_layers", "nope_layer_interval", "attention_chunk_size", "attention_bias"];

    internal override string Source => "transformers, models/llama4/modeling_llama4.py";

    internal override ModelSpec Read(ModelConfig config)
    {
        var bias = config.Text.Flag("attention_bias");
        var sparse = Mixture(config);
        var dense = new DenseFeedForward { Width = config.Text.Required("intermediate_size_mlp") };
        return config.Model(
            config.LayersOf(index => new LayerSpec(
                Chunked(config, index) with { QueryKeyValueBias = bias, OutputBias = bias },
                IsSparse(config, index) ? sparse : dense)),
            config.TiesEmbeddings(byDefault: false));
    }

    private static MixtureOfExperts Mixture(ModelConfig config) =>
        config.Mixture(config.Experts("num_local_experts"), config.Width) with { SharedWidth = config.Width };

    private static bool IsSparse(ModelConfig config, int layer) => config.Text.Ints("moe_layers") is { Count: > 0 } layers
        ? layers.Contains(layer)
        : (layer + 1) % (config.Text.Positive("interleave_moe_layer_step") ?? 1) == 0;

    private static GroupedQueryAttention Chunked(ModelConfig config, int layer)
    {
        var hasRope = config.Text.Ints("no_rope_layers") is { Count: > 0 } flags && layer < flags.Count
            ? flags[layer] != 0
            : (layer + 1) % (config.Text.Positive("nope_layer_interval", "no_rope_layer_interval") ?? 4) != 0;
        return hasRope
            ? config.Attention() with { Span = AttentionSpan.Chunked, Window = config.Text.Positive("attention_chunk_size") ?? 8192 }
            : config.Attention();
    }
}
