using Sizing.Models.Reading;

namespace Sizing.Models.Architectures;

/// <summary>Qwen3 dense models: the Llama layer with a head size of its own and query and key norms.</summary>
internal sealed class Qwen3 : Architecture
{
    internal override IReadOnlyList<string> ModelTypes => ["qwen3", "qwen3_vl", "qwen3_vl_text"];

    internal override string Summary => "The Llama layer with an explicit 'head_dim' (128 by default) and query and key norms per head.";

    internal override IReadOnlyList<string> Keys => ["attention_bias", "use_sliding_window", "sliding_window", "max_window_layers", "layer_types"];

    internal override string Source => "transformers, models/qwen3/modeling_qwen3.py";

    internal override ModelSpec Read(ModelConfig config)
    {
        var bias = config.Text.Flag("attention_bias");
        return config.Model(
            config.LayersOf(index => new LayerSpec(
                config.Attention(config.KeyValueHeads, config.Text.Positive("head_dim") ?? 128).Sliding(QwenWindow.Of(config, index)) with
                {
                    QueryKeyNorm = QueryKeyNorm.PerHead,
                    QueryKeyValueBias = bias,
                    OutputBias = bias,
                },
                config.Gated())),
            config.TiesEmbeddings(byDefault: false));
    }
}
