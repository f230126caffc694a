using Sizing.Models.Reading;

namespace Sizing.Models.Architectures;

/// <summary>Granite 4 and Bamba.</summary>
internal sealed class GraniteHybrid : Architecture
{
    internal override IReadOnlyList<string> ModelTypes => ["granitemoehybrid", "bamba"];

    internal override string Summary => "Mamba 2 or attention by 'layer_types' ('layers_block_type', 'attn_layer_indices'), then experts with a shared one; with no experts the feed-forward is 'shared_intermediate_size' wide.";

    internal override IReadOnlyList<string> Keys => ["layer_types", "layers_block_type", "attn_layer_indices", "mamba_n_heads", "mamba_d_head", "mamba_n_groups", "mamba_d_state", "mamba_d_conv", "num_local_experts", "shared_intermediate_size"];

    internal override string Source => "transformers, models/granitemoehybrid/modeling_granitemoehybrid.py, models/bamba/modeling_bamba.py";

    internal override ModelSpec Read(ModelConfig config)
    {
        var bias = config.Text.Flag("attention_bias");
        var attention = config.Attention() with { QueryKeyValueBias = bias, OutputBias = bias };
        var mamba = MambaKeys.Read(config);
        var shared = config.Text.Int("shared_intermediate_size") ?? 0;
        FeedForward feedForward = config.Text.Int("num_local_experts") is > 0 ? Mixture(config, shared) : Dense(config, shared);
        var isAttention = AttentionLayers(config);
        return config.Model(
            config.LayersOf(index => new LayerSpec(isAttention(index) ? attention : mamba, feedForward)),
            config.TiesEmbeddings(byDefault: false));
    }

    private static MixtureOfExperts Mixture(ModelConfig config, int shared) =>
        config.Mixture(config.Experts("num_local_experts"), config.Width) with { SharedWidth = shared };

    private static DenseFeedForward Dense(ModelConfig config, int shared) =>
        new() { Width = shared > 0 ? shared : config.Width, Fused = shared > 0 };

    private static Func<int, bool> AttentionLayers(ModelConfig config)
    {
        if ((config.LayerTypes() ?? config.LayerTypes("layers_block_type")) is { } types)
            return index => types[index] is "attention" or "full_attention";
        var indices = config.Text.Ints("attn_layer_indices")
            ?? throw config.Text.Refuse("has neither 'layer_types' nor 'attn_layer_indices', which say where attention is");
        return indices.Contains;
    }
}
