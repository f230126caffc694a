using Sizing.Models.Reading;

namespace Sizing.Models.Architectures;

/// <summary>Granite 3 and the dense Granite 4.</summary>
internal sealed class Granite : Architecture
{
    internal override IReadOnlyList<string> ModelTypes => ["granite"];

    internal override string Summary => "The Llama layer; multipliers only scale activations.";

    internal override IReadOnlyList<string> Keys => ["attention_bias", "mlp_bias"];

    internal override string Source => "transformers, models/granite/modeling_granite.py";

    internal override ModelSpec Read(ModelConfig config) => new Llama().Read(config);
}
