using Sizing.Models.Reading;

namespace Sizing.Models.Architectures;

/// <summary>Seed-OSS.</summary>
internal sealed class SeedOss : Architecture
{
    internal override IReadOnlyList<string> ModelTypes => ["seed_oss"];

    internal override string Summary => "The Llama layer with biases on query, key and value ('attention_bias', true by default) and none on the output.";

    internal override IReadOnlyList<string> Keys => ["attention_bias", "attention_out_bias", "mlp_bias"];

    internal override string Source => "transformers, models/seed_oss/modeling_seed_oss.py";

    internal override ModelSpec Read(ModelConfig config) => config.Model(
        config.Repeat(new LayerSpec(
            config.Attention() with
            {
                QueryKeyValueBias = config.Text.Flag("attention_bias", true),
                OutputBias = config.Text.Flag("attention_out_bias"),
            },
            config.Gated() with { Bias = config.Text.Flag("mlp_bias") })),
        config.TiesEmbeddings(byDefault: false));
}
