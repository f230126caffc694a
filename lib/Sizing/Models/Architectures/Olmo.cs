using Sizing.Models.Reading;

namespace Sizing.Models.Architectures;

/// <summary>OLMo 1.</summary>
internal sealed class Olmo : Architecture
{
    internal override IReadOnlyList<string> ModelTypes => ["olmo"];

    internal override string Summary => "The Llama layer with norms that store nothing.";

    internal override IReadOnlyList<string> Keys => ["attention_bias"];

    internal override string Source => "transformers, models/olmo/modeling_olmo.py";

    internal override ModelSpec Read(ModelConfig config)
    {
        var bias = config.Text.Flag("attention_bias");
        var layer = new LayerSpec(config.Attention() with { QueryKeyValueBias = bias, OutputBias = bias }, config.Gated()) { Norm = NormKind.None };
        return config.Model(config.Repeat(layer), config.TiesEmbeddings(byDefault: false)) with { FinalNorm = NormKind.None };
    }
}
