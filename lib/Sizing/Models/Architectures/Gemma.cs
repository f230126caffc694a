using Sizing.Models.Reading;

namespace Sizing.Models.Architectures;

/// <summary>Gemma 1.</summary>
internal sealed class Gemma : Architecture
{
    internal override IReadOnlyList<string> ModelTypes => ["gemma"];

    internal override string Summary => "The Llama layer with 'head_dim' 256 by default and tied embeddings.";

    internal override IReadOnlyList<string> Keys => ["attention_bias"];

    internal override string Source => "transformers, models/gemma/modeling_gemma.py";

    internal override ModelSpec Read(ModelConfig config) => config.Model(
        config.Repeat(new LayerSpec(Attention(config), config.Gated())), config.TiesEmbeddings(byDefault: true));

    /// <summary>The attention that Gemma 1 to 4 share, without windows and norms.</summary>
    internal static GroupedQueryAttention Attention(ModelConfig config)
    {
        var bias = config.Text.Flag("attention_bias");
        return config.Attention(config.KeyValueHeads, config.Text.Positive("head_dim") ?? 256) with { QueryKeyValueBias = bias, OutputBias = bias };
    }
}
