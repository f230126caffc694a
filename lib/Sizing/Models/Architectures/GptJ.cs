using Sizing.Models.Reading;

namespace Sizing.Models.Architectures;

/// <summary>GPT-J and CodeGen.</summary>
internal sealed class GptJ : Architecture
{
    internal override IReadOnlyList<string> ModelTypes => ["gptj", "codegen"];

    internal override string Summary => "One LayerNorm a layer, attention without biases in parallel with a feed-forward that has them, a bias on the untied head.";

    internal override IReadOnlyList<string> Keys => ["n_inner", "rotary_dim"];

    internal override string Source => "transformers, models/gptj/modeling_gptj.py";

    internal override ModelSpec Read(ModelConfig config)
    {
        var layer = new LayerSpec(
            config.Attention(config.Heads, config.HeadSize) with { Fused = config.ModelType == "codegen" },
            new DenseFeedForward { Width = config.Text.Positive("n_inner") ?? 4 * config.HiddenSize, Gated = false, Bias = true })
        {
            Norm = NormKind.WeightAndBias,
            Norms = 1,
        };
        var model = config.Model(config.Repeat(layer), config.TiesEmbeddings(byDefault: false));
        return model with { FinalNorm = NormKind.WeightAndBias, Head = model.Head! with { Bias = true } };
    }
}
