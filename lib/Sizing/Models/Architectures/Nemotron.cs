using Sizing.Models.Reading;

namespace Sizing.Models.Architectures;

/// <summary>Nemotron-4 and Minitron.</summary>
internal sealed class Nemotron : Architecture
{
    internal override IReadOnlyList<string> ModelTypes => ["nemotron"];

    internal override string Summary => "LayerNorm with bias, and a plain feed-forward of two matrices with squared ReLU.";

    internal override IReadOnlyList<string> Keys => ["attention_bias", "mlp_bias"];

    internal override string Source => "transformers, models/nemotron/modeling_nemotron.py";

    internal override ModelSpec Read(ModelConfig config)
    {
        var bias = config.Text.Flag("attention_bias");
        return config.Model(
            config.Repeat(new LayerSpec(
                config.Attention() with { QueryKeyValueBias = bias, OutputBias = bias },
                new DenseFeedForward { Width = config.Width, Gated = false, Bias = config.Text.Flag("mlp_bias") })
            { Norm = NormKind.WeightAndBias }),
            config.TiesEmbeddings(byDefault: false)) with
        { FinalNorm = NormKind.WeightAndBias };
    }
}
