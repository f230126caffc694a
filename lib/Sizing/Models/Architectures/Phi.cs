using Sizing.Models.Reading;

namespace Sizing.Models.Architectures;

/// <summary>Phi-1, 1.5 and 2.</summary>
internal sealed class Phi : Architecture
{
    internal override IReadOnlyList<string> ModelTypes => ["phi", "mixformer-sequential", "phi-msft"];

    internal override string Summary => "One LayerNorm a layer, attention and feed-forward in parallel, biases everywhere, a plain feed-forward of two matrices, a bias on the head.";

    internal override IReadOnlyList<string> Keys => ["qk_layernorm"];

    internal override string Source => "transformers, models/phi/modeling_phi.py";

    internal override ModelSpec Read(ModelConfig config)
    {
        var width = config.Text.Positive("intermediate_size", "n_inner") ?? 4 * config.HiddenSize;
        var layer = new LayerSpec(
            config.Attention() with
            {
                QueryKeyValueBias = true,
                OutputBias = true,
                QueryKeyNorm = config.Text.Flag("qk_layernorm") ? QueryKeyNorm.PerHeadWithBias : QueryKeyNorm.None,
            },
            new DenseFeedForward { Width = width, Gated = false, Bias = true })
        { Norm = NormKind.WeightAndBias, Norms = 1 };
        var model = config.Model(config.Repeat(layer), config.TiesEmbeddings(byDefault: false));
        return model with { FinalNorm = NormKind.WeightAndBias, Head = model.Head! with { Bias = true } };
    }
}
