using Sizing.Models.Reading;

namespace Sizing.Models.Architectures;

/// <summary>Phi-3.5-MoE and Phi mini MoE.</summary>
internal sealed class PhiMoe : Architecture
{
    internal override IReadOnlyList<string> ModelTypes => ["phimoe"];

    internal override string Summary => "LayerNorm with bias, attention biases by 'attention_bias', a mixture of experts in every layer, a bias on the head by 'lm_head_bias'.";

    internal override IReadOnlyList<string> Keys => ["attention_bias", "lm_head_bias", "num_local_experts", "num_experts_per_tok", "sliding_window"];

    internal override string Source => "transformers, models/phimoe/modeling_phimoe.py";

    internal override ModelSpec Read(ModelConfig config)
    {
        var bias = config.Text.Flag("attention_bias");
        var layer = new LayerSpec(
            config.Attention().Sliding(config.Text.Positive("sliding_window")) with { QueryKeyValueBias = bias, OutputBias = bias },
            config.Mixture(config.Experts("num_local_experts"), config.Width))
        { Norm = NormKind.WeightAndBias };
        var model = config.Model(config.Repeat(layer), config.TiesEmbeddings(byDefault: false));
        return model with
        {
            FinalNorm = NormKind.WeightAndBias,
            Head = model.Head! with { Bias = config.Text.Flag("lm_head_bias") },
        };
    }
}
