using Sizing.Models.Reading;

namespace Sizing.Models.Architectures;

/// <summary>Mistral, Ministral 3 and Devstral 2: the Llama layer with a sliding window where the config sets one.</summary>
internal sealed class Mistral : Architecture
{
    internal override IReadOnlyList<string> ModelTypes => ["mistral", "ministral3"];

    internal override string Summary => "The Llama layer; 'sliding_window' applies to every layer unless it is null.";

    internal override IReadOnlyList<string> Keys => ["sliding_window"];

    internal override string Source => "transformers, models/mistral/modeling_mistral.py, models/ministral3/modeling_ministral3.py";

    internal override ModelSpec Read(ModelConfig config) => config.Model(
        config.Repeat(new LayerSpec(config.Attention().Sliding(config.Text.Positive("sliding_window")), config.Gated())),
        config.TiesEmbeddings(byDefault: false));
}
