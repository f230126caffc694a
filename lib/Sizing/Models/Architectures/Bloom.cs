using Sizing.Models.Reading;

namespace Sizing.Models.Architectures;

/// <summary>BLOOM.</summary>
internal sealed class Bloom : Architecture
{
    internal override IReadOnlyList<string> ModelTypes => ["bloom"];

    internal override string Summary => "A norm after the embedding, ALiBi instead of positions, biases everywhere, a plain feed-forward four times as wide; embeddings tied.";

    internal override IReadOnlyList<string> Keys => ["n_embed", "n_layer", "n_head"];

    internal override string Source => "transformers, models/bloom/modeling_bloom.py";

    internal override ModelSpec Read(ModelConfig config)
    {
        var model = Gpt.Read(config, config.Attention(config.Heads, config.HeadSize) with { Fused = true }, config.TiesEmbeddings(byDefault: true), positions: 0);
        return model with { Embedding = model.Embedding with { Norm = NormKind.WeightAndBias }, MaxContext = null };
    }
}
