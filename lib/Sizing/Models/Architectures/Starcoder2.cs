using Sizing.Models.Reading;

namespace Sizing.Models.Architectures;

/// <summary>StarCoder 2.</summary>
internal sealed class Starcoder2 : Architecture
{
    internal override IReadOnlyList<string> ModelTypes => ["starcoder2"];

    internal override string Summary => "LayerNorm with bias, biases everywhere ('use_bias', true by default), a plain feed-forward of two matrices; embeddings tied.";

    internal override IReadOnlyList<string> Keys => ["use_bias", "sliding_window"];

    internal override string Source => "transformers, models/starcoder2/modeling_starcoder2.py";

    internal override ModelSpec Read(ModelConfig config)
    {
        var bias = config.Text.Flag("use_bias", true);
        return config.Model(
            config.Repeat(new LayerSpec(
                config.Attention().Sliding(config.Text.Positive("sliding_window")) with { QueryKeyValueBias = bias, OutputBias = bias },
                new DenseFeedForward { Width = config.Width, Gated = false, Bias = bias })
            { Norm = NormKind.WeightAndBias }),
            config.TiesEmbeddings(byDefault: true)) with
        { FinalNorm = NormKind.WeightAndBias };
    }
}
