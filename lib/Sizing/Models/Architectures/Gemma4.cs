using Sizing.Models.Reading;

namespace Sizing.Models.Architectures;

/// <summary>Gemma 4.</summary>
internal sealed class Gemma4 : Architecture
{
    internal override IReadOnlyList<string> ModelTypes => ["gemma4", "gemma4_text"];

    internal override string Summary => "Four norms a layer and query and key norms; full layers have heads of 'global_head_dim', fewer key-value heads and no value projection with 'attention_k_eq_v'; the last 'num_kv_shared_layers' read an earlier cache; per-layer inputs; 'enable_moe_block' adds experts beside the dense block.";

    internal override IReadOnlyList<string> Keys => ["layer_types", "sliding_window", "attention_bias", "global_head_dim", "num_global_key_value_heads", "attention_k_eq_v", "num_kv_shared_layers", "use_double_wide_mlp", "hidden_size_per_layer_input", "vocab_size_per_layer_input", "enable_moe_block", "num_experts", "top_k_experts", "moe_intermediate_size"];

    internal override string Source => "transformers, models/gemma4/modeling_gemma4.py";

    private const int MoeNorms = 3;

    internal override ModelSpec Read(ModelConfig config)
    {
        var text = config.Text;
        var types = config.LayerTypes();
        var firstShared = config.LayerCount - (text.Int("num_kv_shared_layers") ?? 0);
        var perLayer = text.Int("hidden_size_per_layer_input") ?? 256;
        var model = config.Model(
            config.LayersOf(index => Layer(config, IsFull(config, types, index), index >= firstShared) with { PerLayerInputWidth = perLayer }),
            config.TiesEmbeddings(byDefault: true));
        return model with
        {
            Embedding = model.Embedding with
            {
                PerLayerWidth = perLayer,
                PerLayerRows = perLayer == 0 ? 0 : text.Positive("vocab_size_per_layer_input") ?? 262_144,
            },
        };
    }

    /// <summary>Whether a layer attends to everything: by 'layer_types', else every sixth; the last one always.</summary>
    private static bool IsFull(ModelConfig config, IReadOnlyList<string>? types, int layer) =>
        layer == config.LayerCount - 1 || (types is null ? (layer + 1) % 6 == 0 : types[layer] == "full_attention");

    private static LayerSpec Layer(ModelConfig config, bool isFull, bool isShared)
    {
        var hasExperts = config.Text.Flag("enable_moe_block");
        var shape = isFull ? Global(config) : Local(config);
        var wide = isShared && config.Text.Flag("use_double_wide_mlp") ? 2 : 1;
        return new(
            isShared ? new SharedKvAttention { Shape = shape } : shape,
            hasExperts ? Mixture(config) : new DenseFeedForward { Width = config.Width * wide })
        {
            Norms = hasExperts ? 4 + MoeNorms : 4,
        };
    }

    private static GroupedQueryAttention Local(ModelConfig config) =>
        Gemma.Attention(config).Sliding(config.Text.Positive("sliding_window")) with { QueryKeyNorm = QueryKeyNorm.PerHead };

    private static GroupedQueryAttention Global(ModelConfig config)
    {
        var valuesAreKeys = config.Text.Flag("attention_k_eq_v");
        var heads = valuesAreKeys ? config.Text.Positive("num_global_key_value_heads") ?? config.KeyValueHeads : config.KeyValueHeads;
        var bias = config.Text.Flag("attention_bias");
        return config.Attention(heads, config.Text.Positive("global_head_dim") ?? 512) with
        {
            QueryKeyNorm = QueryKeyNorm.PerHead,
            ValuesAreKeys = valuesAreKeys,
            QueryKeyValueBias = bias,
            OutputBias = bias,
        };
    }

    private static MixtureOfExperts Mixture(ModelConfig config) =>
        config.Mixture(config.Experts("num_experts"), config.Text.Required("moe_intermediate_size"), "top_k_experts") with
        {
            SharedWidth = config.Width,
            RouterScales = true,
        };
}
