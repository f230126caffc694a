using Sizing.Models.Reading;

namespace Sizing.Models.Architectures;

/// <summary>Jamba.</summary>
internal sealed class Jamba : Architecture
{
    internal override IReadOnlyList<string> ModelTypes => ["jamba"];

    internal override string Summary => "Mamba 1 with norms of time step, B and C, attention in every 'attn_layer_period'-th layer, experts in every 'expert_layer_period'-th.";

    internal override IReadOnlyList<string> Keys => ["attn_layer_period", "attn_layer_offset", "expert_layer_period", "expert_layer_offset", "num_experts", "num_experts_per_tok", "mamba_d_state", "mamba_d_conv", "mamba_expand", "mamba_dt_rank"];

    internal override string Source => "transformers, models/jamba/modeling_jamba.py";

    private const int HiddenPerRank = 16;

    internal override ModelSpec Read(ModelConfig config)
    {
        var mamba = Block(config);
        return config.Model(
            config.LayersOf(index => new LayerSpec(
                Every(config, "attn_layer", 8, 4, index) ? config.Attention() : mamba,
                config.Experts("num_experts") > 1 && Every(config, "expert_layer", 2, 1, index)
                    ? config.Mixture(config.Experts("num_experts"), config.Width)
                    : config.Gated())),
            config.TiesEmbeddings(byDefault: false));
    }

    private static bool Every(ModelConfig config, string key, int period, int offset, int layer) =>
        layer % (config.Text.Positive(key + "_period") ?? period) == (config.Text.Int(key + "_offset") ?? offset);

    private static Mamba1 Block(ModelConfig config)
    {
        var text = config.Text;
        return new()
        {
            InnerSize = (text.Positive("mamba_expand") ?? 2) * config.HiddenSize,
            StateSize = text.Positive("mamba_d_state") ?? 16,
            ConvolutionWidth = text.Positive("mamba_d_conv") ?? 4,
            TimeStepRank = text.IsText("mamba_dt_rank") || !text.Has("mamba_dt_rank")
                ? (config.HiddenSize + HiddenPerRank - 1) / HiddenPerRank
                : text.Required("mamba_dt_rank"),
            ConvolutionBias = text.Flag("mamba_conv_bias", true),
            ProjectionBias = text.Flag("mamba_proj_bias"),
            InnerNorms = true,
        };
    }
}
