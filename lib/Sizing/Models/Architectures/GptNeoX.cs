using Sizing.Models.Reading;

namespace Sizing.Models.Architectures;

/// <summary>GPT-NeoX, Pythia, Polyglot-Ko.</summary>
internal sealed class GptNeoX : Architecture
{
    internal override IReadOnlyList<string> ModelTypes => ["gpt_neox"];

    internal override string Summary => "One fused projection, LayerNorm with bias, biases everywhere ('attention_bias', true by default), a plain feed-forward, an untied head.";

    internal override IReadOnlyList<string> Keys => ["attention_bias", "intermediate_size"];

    internal override string Source => "transformers, models/gpt_neox/modeling_gpt_neox.py";

    internal override ModelSpec Read(ModelConfig config)
    {
        var bias = config.Text.Flag("attention_bias", true);
        return config.Model(
            config.Repeat(new LayerSpec(
                config.Attention(config.Heads, config.HeadSize) with { Fused = true, QueryKeyValueBias = bias, OutputBias = bias },
                new DenseFeedForward { Width = config.Width, Gated = false, Bias = true })
            { Norm = NormKind.WeightAndBias }),
            config.TiesEmbeddings(byDefault: false)) with
        { FinalNorm = NormKind.WeightAndBias };
    }
}
