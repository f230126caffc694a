using Sizing.Models.Reading;

namespace Sizing.Models.Architectures;

/// <summary>SmolLM3.</summary>
internal sealed class SmolLm3 : Architecture
{
    internal override IReadOnlyList<string> ModelTypes => ["smollm3"];

    internal override string Summary => "The Llama layer; every fourth layer has no rotary positions; embeddings tied.";

    internal override IReadOnlyList<string> Keys => ["attention_bias", "mlp_bias"];

    internal override string Source => "transformers, models/smollm3/modeling_smollm3.py";

    internal override ModelSpec Read(ModelConfig config)
    {
        var model = new Llama().Read(config);
        return model with { Head = model.Head! with { IsTied = config.TiesEmbeddings(byDefault: true) } };
    }
}
