using Sizing.Models.Reading;

namespace Sizing.Models.Architectures;

/// <summary>Gemma 2.</summary>
internal sealed class Gemma2 : Architecture
{
    internal override IReadOnlyList<string> ModelTypes => ["gemma2"];

    internal override string Summary => "Four norms a layer; every other layer, the first included, has a sliding window; embeddings tied.";

    internal override IReadOnlyList<string> Keys => ["sliding_window", "layer_types", "attention_bias"];

    internal override string Source => "transformers, models/gemma2/modeling_gemma2.py";

    internal override ModelSpec Read(ModelConfig config) => config.Model(
        config.LayersOf(index => new LayerSpec(
            Gemma.Attention(config)
                .Sliding(config.WindowWhere(index, config.Text.Positive("sliding_window"), layer => layer % 2 == 0)),
            config.Gated())
        { Norms = 4 }),
        config.TiesEmbeddings(byDefault: true));
}
