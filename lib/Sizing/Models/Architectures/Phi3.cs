using Sizing.Models.Reading;

namespace Sizing.Models.Architectures;

/// <summary>Phi-3 mini and medium, Phi-4.</summary>
internal sealed class Phi3 : Architecture
{
    internal override IReadOnlyList<string> ModelTypes => ["phi3", "phi4"];

    internal override string Summary => "The Llama layer with query, key and value, and gate and up, each stored as one matrix.";

    internal override IReadOnlyList<string> Keys => ["attention_bias", "sliding_window"];

    internal override string Source => "transformers, models/phi3/modeling_phi3.py";

    internal override ModelSpec Read(ModelConfig config) => config.Model(
        config.Repeat(new LayerSpec(
            config.Attention().Sliding(config.Text.Positive("sliding_window")) with { Fused = true },
            config.Gated() with { Fused = true })),
        config.TiesEmbeddings(byDefault: false));
}
