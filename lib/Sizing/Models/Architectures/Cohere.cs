using Sizing.Models.Reading;

namespace Sizing.Models.Architectures;

/// <summary>Command R and R+.</summary>
internal sealed class Cohere : Architecture
{
    internal override IReadOnlyList<string> ModelTypes => ["cohere"];

    internal override string Summary => "One LayerNorm a layer without bias, attention and feed-forward in parallel; 'use_qk_norm' adds norms over all heads; embeddings tied.";

    internal override IReadOnlyList<string> Keys => ["use_qk_norm", "attention_bias"];

    internal override string Source => "transformers, models/cohere/modeling_cohere.py";

    internal override ModelSpec Read(ModelConfig config)
    {
        var bias = config.Text.Flag("attention_bias");
        var layer = new LayerSpec(
            config.Attention() with
            {
                QueryKeyValueBias = bias,
                OutputBias = bias,
                QueryKeyNorm = config.Text.Flag("use_qk_norm") ? QueryKeyNorm.Full : QueryKeyNorm.None,
            },
            config.Gated())
        { Norms = 1 };
        return config.Model(config.Repeat(layer), config.TiesEmbeddings(byDefault: true));
    }
}
