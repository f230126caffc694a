using Sizing.Models.Reading;

namespace Sizing.Models.Architectures;

/// <summary>ChatGLM2, ChatGLM3 and the first GLM-4-9B.</summary>
internal sealed class ChatGlm : Architecture
{
    internal override IReadOnlyList<string> ModelTypes => ["chatglm"];

    internal override string Summary => "Fused projections; key-value heads from 'multi_query_group_num' when 'multi_query_attention' is set; the vocabulary is 'padded_vocab_size'; never tied.";

    internal override IReadOnlyList<string> Keys => ["multi_query_attention", "multi_query_group_num", "add_qkv_bias", "add_bias_linear", "padded_vocab_size", "ffn_hidden_size", "kv_channels"];

    internal override string Source => "THUDM/chatglm3-6b, modeling_chatglm.py";

    internal override ModelSpec Read(ModelConfig config)
    {
        var text = config.Text;
        var bias = text.Flag("add_bias_linear");
        var groups = text.Flag("multi_query_attention") ? text.Positive("multi_query_group_num") ?? 1 : config.Heads;
        var layer = new LayerSpec(
            config.Attention(groups, config.HeadSize) with
            {
                Fused = true,
                QueryKeyValueBias = bias || text.Flag("add_qkv_bias"),
                OutputBias = bias,
            },
            config.Gated() with { Fused = true, Bias = bias });
        var rows = text.Required("padded_vocab_size", "vocab_size");
        return config.Model(config.Repeat(layer), tied: false, rows);
    }
}
