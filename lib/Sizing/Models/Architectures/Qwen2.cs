using Sizing.Models.Reading;

namespace Sizing.Models.Architectures;

/// <summary>Qwen2 and Qwen2.5, and A.X 4.0 Light: the Llama layer with biases on query, key and value.</summary>
internal sealed class Qwen2 : Architecture
{
    internal override IReadOnlyList<string> ModelTypes => ["qwen2", "qwen2_vl", "qwen2_5_vl", "qwen2_vl_text", "qwen2_5_vl_text"];

    internal override string Summary =>
        "The Llama layer with biases on query, key and value, which no key announces; the window applies from layer 'max_window_layers' on, and only with 'use_sliding_window'.";

    internal override IReadOnlyList<string> Keys => ["use_sliding_window", "sliding_window", "max_window_layers", "layer_types"];

    internal override string Source => "transformers, models/qwen2/modeling_qwen2.py";

    internal override ModelSpec Read(ModelConfig config) => config.Model(
        config.LayersOf(index => new LayerSpec(
            config.Attention().Sliding(QwenWindow.Of(config, index)) with { QueryKeyValueBias = true },
            config.Gated())),
        config.TiesEmbeddings(byDefault: false));
}
