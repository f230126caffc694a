using Sizing.Models.Reading;

namespace Sizing.Models.Architectures;

/// <summary>OLMo 1.</summary>
internal sealed class Olmo : Architecture
{
    internal override IReadOnlyList<string> ModelTypes => ["olmo"];

    internal override string Summary => "The Llama layer with norms that store nothing.";

    internal override IReadOnlyList<string> Keys => ["attention_bias"];

    internal override string Source => "transformers, models/olmo/modeling_olmo.py";

    internal override ModelSpec Read(ModelConfig config) => config.Model(
        config.Repeat(new LayerSpec(config.Attention(), config.Gated()) { Norm = NormKind.None }),
        config.TiesEmbeddings(byDefault: false)) with
    { FinalNorm = NormKind.None };
}
