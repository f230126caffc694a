using Sizing.Models.Reading;

namespace Sizing.Models.Architectures;

/// <summary>Llama 3.2 Vision.</summary>
internal sealed class Mllama : Architecture
{
    internal override IReadOnlyList<string> ModelTypes => ["mllama", "mllama_text_model"];

    internal override string Summary => "The Llama layer; those in 'cross_attention_layers' attend to image tokens, with query and key norms and two gates; the embedding has eight rows more than the head.";

    internal override IReadOnlyList<string> Keys => ["cross_attention_layers"];

    internal override string Source => "transformers, models/mllama/modeling_mllama.py";

    private const int ExtraEmbeddingRows = 8;

    internal override ModelSpec Read(ModelConfig config)
    {
        var crossing = config.Text.Ints("cross_attention_layers") ?? [3, 8, 13, 18, 23, 28, 33, 38];
        var attention = config.Attention();
        var model = config.Model(
            config.LayersOf(index => new LayerSpec(crossing.Contains(index) ? new CrossAttention { Shape = attention } : attention, config.Gated())),
            config.TiesEmbeddings(byDefault: false));
        return model with { Embedding = model.Embedding with { Rows = config.Vocabulary + ExtraEmbeddingRows } };
    }
}
