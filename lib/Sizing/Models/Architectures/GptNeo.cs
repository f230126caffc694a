using Sizing.Models.Reading;

namespace Sizing.Models.Architectures;

/// <summary>GPT-Neo.</summary>
internal sealed class GptNeo : Architecture
{
    internal override IReadOnlyList<string> ModelTypes => ["gpt_neo"];

    internal override string Summary => "Learned positions, no biases on query, key and value, every other layer with a local window of 'window_size'; embeddings tied.";

    internal override IReadOnlyList<string> Keys => ["num_layers", "num_heads", "window_size", "intermediate_size"];

    internal override string Source => "transformers, models/gpt_neo/modeling_gpt_neo.py";

    internal override ModelSpec Read(ModelConfig config)
    {
        var window = config.Text.Positive("window_size") ?? 256;
        var width = config.Text.Positive("intermediate_size") ?? 4 * config.HiddenSize;
        var layers = config.LayersOf(index => new LayerSpec(
            config.Attention(config.Heads, config.HeadSize).Sliding(index % 2 == 1 ? window : null) with { OutputBias = true },
            new DenseFeedForward { Width = width, Gated = false, Bias = true })
        { Norm = NormKind.WeightAndBias });
        var model = config.Model(layers, config.TiesEmbeddings(byDefault: true));
        return model with
        {
            FinalNorm = NormKind.WeightAndBias,
            Embedding = model.Embedding with { Positions = config.MaxContext ?? 2048 },
        };
    }
}
