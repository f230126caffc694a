using Sizing.Models.Reading;

namespace Sizing.Models.Architectures;

/// <summary>MiMo-V2-Flash.</summary>
internal sealed class MimoV2 : Architecture
{
    internal override IReadOnlyList<string> ModelTypes => ["mimo_v2_flash"];

    internal override string Summary => "Full and windowed layers ('hybrid_layer_pattern' 0 and 1) with key-value heads, head sizes and sinks of their own; value heads narrower than key heads; 'moe_layer_freq' lists the layers with experts.";

    internal override IReadOnlyList<string> Keys => ["hybrid_layer_pattern", "moe_layer_freq", "v_head_dim", "swa_num_attention_heads", "swa_num_key_value_heads", "swa_head_dim", "swa_v_head_dim", "sliding_window", "add_swa_attention_sink_bias", "add_full_attention_sink_bias"];

    internal override string Source => "XiaomiMiMo/MiMo-V2-Flash, modeling_mimo_v2_flash.py";

    internal override ModelSpec Read(ModelConfig config)
    {
        var windowed = Pattern(config, "hybrid_layer_pattern");
        var sparse = Pattern(config, "moe_layer_freq");
        var (local, global) = (Local(config), Global(config));
        return config.Model(
            config.LayersOf(index => new LayerSpec(
                windowed[index] ? local : global,
                sparse[index] ? DeepSeek.Mixture(config, correctionBias: true) : config.Gated())),
            config.TiesEmbeddings(byDefault: false));
    }

    private static GroupedQueryAttention Global(ModelConfig config) => config.Attention() with
    {
        ValueHeadSize = config.Text.Positive("v_head_dim") ?? config.HeadSize,
        Sinks = config.Text.Flag("add_full_attention_sink_bias"),
    };

    private static GroupedQueryAttention Local(ModelConfig config)
    {
        var text = config.Text;
        var headSize = text.Positive("swa_head_dim") ?? config.HeadSize;
        var attention = config.Attention(
            text.Positive("swa_num_attention_heads") ?? config.Heads, text.Positive("swa_num_key_value_heads") ?? config.KeyValueHeads, headSize);
        return attention.Sliding(text.Required("sliding_window", "sliding_window_size")) with
        {
            ValueHeadSize = text.Positive("swa_v_head_dim") ?? headSize,
            Sinks = text.Flag("add_swa_attention_sink_bias"),
        };
    }

    private static IReadOnlyList<bool> Pattern(ModelConfig config, string key)
    {
        var flags = config.Text.Flags(key) ?? throw config.Text.Refuse($"has no '{key}', which describes the layers");
        return flags.Count >= config.LayerCount ? flags : throw config.Text.Refuse($"lists {flags.Count} '{key}' for {config.LayerCount} layers");
    }
}
