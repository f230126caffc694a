using Sizing.Models.Reading;

namespace Sizing.Models.Architectures;

/// <summary>HyperCLOVA X SEED Think.</summary>
internal sealed class HyperClovaX : Architecture
{
    internal override IReadOnlyList<string> ModelTypes => ["hyperclovax"];

    internal override string Summary => "The Llama layer; 'use_post_norm' adds two norms; multipliers only scale activations.";

    internal override IReadOnlyList<string> Keys => ["use_post_norm", "attention_bias", "mlp_bias"];

    internal override string Source => "naver-hyperclovax/HyperCLOVAX-SEED-Think-14B, modeling_hyperclovax.py";

    internal override ModelSpec Read(ModelConfig config)
    {
        var bias = config.Text.Flag("attention_bias");
        return config.Model(
            config.Repeat(new LayerSpec(
                config.Attention() with { QueryKeyValueBias = bias, OutputBias = bias },
                config.Gated() with { Bias = config.Text.Flag("mlp_bias") })
            {
                Norms = config.Text.Flag("use_post_norm") ? 4 : 2,
            }),
            config.TiesEmbeddings(byDefault: false));
    }
}
