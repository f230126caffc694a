using Sizing.Models.Reading;

namespace Sizing.Models.Architectures;

/// <summary>Command R7B and Command A.</summary>
internal sealed class Cohere2 : Architecture
{
    internal override IReadOnlyList<string> ModelTypes => ["cohere2"];

    internal override string Summary => "Command R's layer without query and key norms; three layers with a sliding window, then a full one; embeddings tied.";

    internal override IReadOnlyList<string> Keys => ["sliding_window", "sliding_window_pattern", "layer_types", "attention_bias"];

    internal override string Source => "transformers, models/cohere2/modeling_cohere2.py";

    internal override ModelSpec Read(ModelConfig config)
    {
        var pattern = config.Text.Positive("sliding_window_pattern", "_sliding_window_pattern") ?? 4;
        var bias = config.Text.Flag("attention_bias");
        return config.Model(
            config.LayersOf(index => new LayerSpec(
                config.Attention().Sliding(config.WindowWhere(index, config.Text.Positive("sliding_window"), layer => (layer + 1) % pattern != 0)) with
                {
                    QueryKeyValueBias = bias,
                    OutputBias = bias,
                },
                config.Gated())
            { Norms = 1 }),
            config.TiesEmbeddings(byDefault: true));
    }
}
