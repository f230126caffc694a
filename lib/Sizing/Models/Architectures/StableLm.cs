using Sizing.Models.Reading;

namespace Sizing.Models.Architectures;

/// <summary>StableLM 2 and 3.</summary>
internal sealed class StableLm : Architecture
{
    internal override IReadOnlyList<string> ModelTypes => ["stablelm"];

    internal override string Summary => "LayerNorm with bias; 'use_qkv_bias'; 'qk_layernorm' gives each head a norm of its own; 'use_parallel_residual' drops the second norm.";

    internal override IReadOnlyList<string> Keys => ["use_qkv_bias", "qk_layernorm", "use_parallel_residual"];

    internal override string Source => "transformers, models/stablelm/modeling_stablelm.py";

    internal override ModelSpec Read(ModelConfig config) => config.Model(
        config.Repeat(new LayerSpec(
            config.Attention() with
            {
                QueryKeyValueBias = config.Text.Flag("use_qkv_bias"),
                QueryKeyNorm = config.Text.Flag("qk_layernorm") ? QueryKeyNorm.Full : QueryKeyNorm.None,
            },
            config.Gated())
        {
            Norm = NormKind.WeightAndBias,
            Norms = config.Text.Flag("use_parallel_residual") ? 1 : 2,
        }),
        config.TiesEmbeddings(byDefault: false)) with
    { FinalNorm = NormKind.WeightAndBias };
}
