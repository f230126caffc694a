using Sizing.Models.Reading;

namespace Sizing.Models.Architectures;

/// <summary>Phi-3 small.</summary>
internal sealed class Phi3Small : Architecture
{
    internal override IReadOnlyList<string> ModelTypes => ["phi3small"];

    internal override string Summary => "A fused projection with bias, GEGLU with biases, LayerNorm with bias; block-sparse attention keeps the whole cache; embeddings tied.";

    internal override IReadOnlyList<string> Keys => ["ff_intermediate_size", "vocab_size"];

    internal override string Source => "microsoft/Phi-3-small-8k-instruct, modeling_phi3_small.py";

    internal override ModelSpec Read(ModelConfig config) => config.Model(
        config.Repeat(new LayerSpec(
            config.Attention() with { Fused = true, QueryKeyValueBias = true, OutputBias = true },
            new DenseFeedForward { Width = config.Text.Required("ff_intermediate_size", "intermediate_size"), Fused = true, Bias = true })
        {
            Norm = NormKind.WeightAndBias,
        }),
        config.TiesEmbeddings(byDefault: true),
        config.Text.Positive("vocab_size") ?? 100_352) with
    { FinalNorm = NormKind.WeightAndBias };
}
