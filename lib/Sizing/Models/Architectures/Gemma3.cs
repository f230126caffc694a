using Sizing.Models.Reading;

namespace Sizing.Models.Architectures;

/// <summary>Gemma 3.</summary>
internal sealed class Gemma3 : Architecture
{
    internal override IReadOnlyList<string> ModelTypes => ["gemma3", "gemma3_text"];

    internal override string Summary => "Four norms a layer and query and key norms per head; five layers with a sliding window, then a full one; embeddings tied.";

    internal override IReadOnlyList<string> Keys => ["sliding_window", "sliding_window_pattern", "layer_types", "attention_bias"];

    internal override string Source => "transformers, models/gemma3/modeling_gemma3.py";

    internal override ModelSpec Read(ModelConfig config)
    {
        var text = config.Text;
        var pattern = text.Positive("sliding_window_pattern", "_sliding_window_pattern") ?? 6;
        var attention = Gemma.Attention(config);
        var layers = config.LayersOf(index => new LayerSpec(
            attention.Sliding(config.WindowWhere(index, text.Positive("sliding_window"), layer => (layer + 1) % pattern != 0)) with
            {
                QueryKeyNorm = QueryKeyNorm.PerHead,
            },
            config.Gated())
        { Norms = 4 });
        return config.Model(layers, config.TiesEmbeddings(byDefault: true));
    }
}
