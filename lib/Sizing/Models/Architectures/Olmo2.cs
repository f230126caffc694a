using Sizing.Models.Reading;

namespace Sizing.Models.Architectures;

/// <summary>OLMo 2 and 3.</summary>
internal sealed class Olmo2 : Architecture
{
    internal override IReadOnlyList<string> ModelTypes => ["olmo2", "olmo3"];

    internal override string Summary => "Norms after attention and feed-forward, and query and key norms over all heads; OLMo 3 has three layers with a sliding window, then a full one.";

    internal override IReadOnlyList<string> Keys => ["sliding_window", "layer_types", "attention_bias"];

    internal override string Source => "transformers, models/olmo2/modeling_olmo2.py, models/olmo3/modeling_olmo3.py";

    internal override ModelSpec Read(ModelConfig config)
    {
        var bias = config.Text.Flag("attention_bias");
        int? window = config.ModelType == "olmo3" ? config.Text.Positive("sliding_window") : null;
        return config.Model(
            config.LayersOf(index => new LayerSpec(
                config.Attention().Sliding(config.WindowWhere(index, window, layer => (layer + 1) % 4 != 0)) with
                {
                    QueryKeyNorm = QueryKeyNorm.Full,
                    QueryKeyValueBias = bias,
                    OutputBias = bias,
                },
                config.Gated())),
            config.TiesEmbeddings(byDefault: false));
    }
}
