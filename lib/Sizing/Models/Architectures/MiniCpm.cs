using Sizing.Models.Reading;

namespace Sizing.Models.Architectures;

/// <summary>MiniCPM 1, 2 and 4.</summary>
internal sealed class MiniCpm : Architecture
{
    internal override IReadOnlyList<string> ModelTypes => ["minicpm"];

    internal override string Summary => "The Llama layer with scaled activations; embeddings tied.";

    internal override IReadOnlyList<string> Keys => [];

    internal override string Source => "openbmb/MiniCPM-2B-sft-bf16, modeling_minicpm.py";

    internal override ModelSpec Read(ModelConfig config) => config.Model(
        config.Repeat(new LayerSpec(config.Attention(), config.Gated())), config.TiesEmbeddings(byDefault: true));
}
