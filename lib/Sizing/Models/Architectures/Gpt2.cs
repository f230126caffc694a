using Sizing.Models.Reading;

namespace Sizing.Models.Architectures;

/// <summary>GPT-2.</summary>
internal sealed class Gpt2 : Architecture
{
    internal override IReadOnlyList<string> ModelTypes => ["gpt2"];

    internal override string Summary => "Learned positions, LayerNorm with bias, biases everywhere, one fused projection, a plain feed-forward four times as wide; embeddings tied.";

    internal override IReadOnlyList<string> Keys => ["n_inner", "n_positions"];

    internal override string Source => "transformers, models/gpt2/modeling_gpt2.py";

    internal override ModelSpec Read(ModelConfig config) =>
        Gpt.Read(config, config.Attention(config.Heads, config.HeadSize) with { Fused = true }, config.TiesEmbeddings(byDefault: true), config.Text.Positive("n_positions", "n_ctx") ?? 1024);
}
