using Sizing.Models.Reading;

namespace Sizing.Models.Architectures;

/// <summary>Llama and the families that share its layer: pre-norm, grouped-query attention, gated feed-forward.</summary>
internal sealed class Llama : Architecture
{
    internal override IReadOnlyList<string> ModelTypes => ["llama", "xverse", "internlm2", "yi", "aquila"];

    internal override string Summary => "Grouped-query attention and a gated feed-forward block; biases by 'attention_bias' and 'mlp_bias', absent by default.";

    internal override IReadOnlyList<string> Keys => ["attention_bias", "mlp_bias", "bias"];

    internal override string Source => "transformers, models/llama/modeling_llama.py";

    internal override ModelSpec Read(ModelConfig config)
    {
        var bias = config.Text.Flag("attention_bias", config.Text.Flag("bias"));
        var layer = new LayerSpec(
            config.Attention() with { QueryKeyValueBias = bias, OutputBias = bias },
            config.Gated() with { Bias = config.Text.Flag("mlp_bias") });
        return config.Model(config.Repeat(layer), config.TiesEmbeddings(byDefault: false));
    }
}
