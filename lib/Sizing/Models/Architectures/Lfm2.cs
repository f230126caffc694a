using Sizing.Models.Reading;

namespace Sizing.Models.Architectures;

/// <summary>LFM2.</summary>
internal sealed class Lfm2 : Architecture
{
    internal override IReadOnlyList<string> ModelTypes => ["lfm2", "lfm2_moe"];

    internal override string Summary => "Gated short convolutions and, by 'layer_types' or 'full_attn_idxs', full attention with query and key norms; a feed-forward width adjusted to a multiple; LFM2 MoE has dense first layers, then experts; embeddings tied.";

    internal override IReadOnlyList<string> Keys => ["layer_types", "full_attn_idxs", "conv_L_cache", "conv_bias", "block_ff_dim", "block_multiple_of", "block_ffn_dim_multiplier", "block_auto_adjust_ff_dim", "num_dense_layers", "num_experts", "moe_intermediate_size", "use_expert_bias"];

    internal override string Source => "transformers, models/lfm2/modeling_lfm2.py, models/lfm2_moe/modeling_lfm2_moe.py";

    internal override ModelSpec Read(ModelConfig config)
    {
        var text = config.Text;
        var types = config.LayerTypes();
        var full = text.Ints("full_attn_idxs");
        var attention = config.Attention() with { QueryKeyNorm = QueryKeyNorm.PerHead };
        var convolution = new ShortConvolution
        {
            Channels = config.HiddenSize,
            ConvolutionWidth = text.Positive("conv_L_cache") ?? 3,
            Bias = text.Flag("conv_bias"),
        };
        var dense = config.ModelType == "lfm2_moe" ? text.Int("num_dense_layers") ?? 2 : config.LayerCount;
        return config.Model(
            config.LayersOf(index => new LayerSpec(
                (types is null ? full?.Contains(index) ?? true : types[index] == "full_attention") ? attention : convolution,
                index < dense ? Dense(config) : Mixture(config))),
            text.Flag("tie_embedding", config.TiesEmbeddings(byDefault: true)));
    }

    private static DenseFeedForward Dense(ModelConfig config)
    {
        var text = config.Text;
        var width = text.Required("block_ff_dim", "intermediate_size");
        if (config.ModelType == "lfm2_moe" || !text.Flag("block_auto_adjust_ff_dim", true))
            return new() { Width = width };
        var multiple = text.Positive("block_multiple_of") ?? 256;
        var adjusted = (int)((text.Number("block_ffn_dim_multiplier") ?? 1) * (2 * (long)width / 3));
        return new() { Width = Math.Max(1, (adjusted + multiple - 1) / multiple) * multiple };
    }

    private static MixtureOfExperts Mixture(ModelConfig config) =>
        config.Mixture(config.Experts("num_experts"), config.Text.Required("moe_intermediate_size")) with
        {
            CorrectionBias = config.Text.Flag("use_expert_bias", true),
        };
}
