using Sizing.Models.Reading;

namespace Sizing.Models.Architectures;

/// <summary>Qwen3-Next, Qwen3.5, Qwen3.6 and Qwen3.8.</summary>
internal sealed class QwenHybrid : Architecture
{
    internal override IReadOnlyList<string> ModelTypes => ["qwen3_next", "qwen3_5", "qwen3_5_text", "qwen3_5_moe", "qwen3_5_moe_text"];

    internal override string Summary => "Gated delta networks, every 'full_attention_interval'-th layer full attention with an output gate and query and key norms; feed-forward as in the Qwen mixtures; Qwen3-Next has one prediction module that no key announces.";

    internal override IReadOnlyList<string> Keys => ["layer_types", "full_attention_interval", "linear_num_key_heads", "linear_num_value_heads", "linear_key_head_dim", "linear_value_head_dim", "linear_conv_kernel_dim", "mtp_num_hidden_layers", "num_experts", "moe_intermediate_size", "shared_expert_intermediate_size"];

    internal override string Source => "transformers, models/qwen3_next/modeling_qwen3_next.py";

    internal override ModelSpec Read(ModelConfig config)
    {
        var text = config.Text;
        var interval = text.Positive("full_attention_interval") ?? 4;
        var types = config.LayerTypes();
        bool IsFull(int layer) => types is null ? (layer + 1) % interval == 0 : types[layer] == "full_attention";
        var full = FullAttention(config);
        var delta = Delta(config);
        var modules = text.Int("mtp_num_hidden_layers") ?? (config.ModelType == "qwen3_next" ? 1 : 0);
        return config.Model(
            config.LayersOf(index => new LayerSpec(IsFull(index) ? full : delta, QwenMoe.FeedForward(config, index))),
            config.TiesEmbeddings(byDefault: false)) with
        {
            Mtp = modules == 0 ? null : new() { Layers = config.Repeat(new LayerSpec(full, QwenMoe.FeedForward(config, 0)), modules) },
        };
    }

    private static GroupedQueryAttention FullAttention(ModelConfig config)
    {
        var bias = config.Text.Flag("attention_bias");
        return config.Attention(config.KeyValueHeads, config.Text.Positive("head_dim") ?? 256) with
        {
            OutputGate = config.Text.Flag("attn_output_gate", true),
            QueryKeyNorm = QueryKeyNorm.PerHead,
            QueryKeyValueBias = bias,
            OutputBias = bias,
        };
    }

    private static GatedDeltaNet Delta(ModelConfig config) => new()
    {
        KeyHeads = config.Text.Positive("linear_num_key_heads") ?? 16,
        ValueHeads = config.Text.Positive("linear_num_value_heads") ?? 32,
        KeyHeadSize = config.Text.Positive("linear_key_head_dim") ?? 128,
        ValueHeadSize = config.Text.Positive("linear_value_head_dim") ?? 128,
        ConvolutionWidth = config.Text.Positive("linear_conv_kernel_dim") ?? 4,
    };
}
