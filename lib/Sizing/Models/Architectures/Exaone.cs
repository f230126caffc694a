using Sizing.Models.Reading;

namespace Sizing.Models.Architectures;

/// <summary>EXAONE 3.0 and 3.5, EXAONE Deep.</summary>
internal sealed class Exaone : Architecture
{
    internal override IReadOnlyList<string> ModelTypes => ["exaone"];

    internal override string Summary => "The Llama layer under other key names.";

    internal override IReadOnlyList<string> Keys => ["num_layers", "layer_norm_epsilon", "activation_function"];

    internal override string Source => "LGAI-EXAONE/EXAONE-3.5-7.8B-Instruct, modeling_exaone.py";

    internal override ModelSpec Read(ModelConfig config) =>
        config.Model(config.Repeat(new LayerSpec(config.Attention(), config.Gated())), config.TiesEmbeddings(byDefault: false));
}
