using Sizing.Models.Reading;

namespace Sizing.Models.Architectures;

/// <summary>OPT.</summary>
internal sealed class Opt : Architecture
{
    internal override IReadOnlyList<string> ModelTypes => ["opt"];

    internal override string Summary => "Learned positions with two extra rows, biases everywhere, a plain feed-forward; embeddings tied; where 'word_embed_proj_dim' differs from the hidden size there are two projections and, with post-norm, no final norm.";

    internal override IReadOnlyList<string> Keys => ["ffn_dim", "word_embed_proj_dim", "do_layer_norm_before", "enable_bias", "layer_norm_elementwise_affine", "_remove_final_layer_norm"];

    internal override string Source => "transformers, models/opt/modeling_opt.py";

    private const int PositionOffset = 2;

    internal override ModelSpec Read(ModelConfig config)
    {
        var bias = config.Text.Flag("enable_bias", true);
        var norm = config.Text.Flag("layer_norm_elementwise_affine", true) ? NormKind.WeightAndBias : NormKind.None;
        var isNormed = config.Text.Flag("do_layer_norm_before", true) && !config.Text.Flag("_remove_final_layer_norm");
        var layer = new LayerSpec(
            config.Attention(config.Heads, config.HeadSize) with { QueryKeyValueBias = bias, OutputBias = bias },
            new DenseFeedForward { Width = config.Width, Gated = false, Bias = bias })
        { Norm = norm };
        var model = config.Model(config.Repeat(layer), config.TiesEmbeddings(byDefault: true));
        return model with
        {
            FinalNorm = isNormed ? norm : NormKind.None,
            Embedding = model.Embedding with
            {
                Width = config.Text.Positive("word_embed_proj_dim") ?? config.HiddenSize,
                Positions = (config.MaxContext ?? 2048) + PositionOffset,
            },
        };
    }
}
