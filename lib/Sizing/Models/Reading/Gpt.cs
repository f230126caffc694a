namespace Sizing.Models.Reading;

/// <summary>The layer of GPT-2 and its relatives: LayerNorm with bias, biases everywhere, a plain feed-forward.</summary>
internal static class Gpt
{
    private const int WidthOverHidden = 4;

    /// <summary>The model with that attention in every layer.</summary>
    internal static ModelSpec Read(ModelConfig config, GroupedQueryAttention attention, bool tied, int positions)
    {
        var width = config.Text.Positive("n_inner") ?? WidthOverHidden * config.HiddenSize;
        var layer = new LayerSpec(
            attention with { QueryKeyValueBias = true, OutputBias = true },
            new DenseFeedForward { Width = width, Gated = false, Bias = true })
        { Norm = NormKind.WeightAndBias };
        var model = config.Model(config.Repeat(layer), tied);
        return model with
        {
            FinalNorm = NormKind.WeightAndBias,
            Embedding = model.Embedding with { Positions = positions },
            MaxContext = positions,
        };
    }
}
