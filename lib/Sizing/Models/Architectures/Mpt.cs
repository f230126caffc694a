using Sizing.Models.Reading;

namespace Sizing.Models.Architectures;

/// <summary>MPT.</summary>
internal sealed class Mpt : Architecture
{
    internal override IReadOnlyList<string> ModelTypes => ["mpt"];

    internal override string Summary => "One fused projection, ALiBi instead of positions, no biases ('no_bias'), so that norms store weights only; a plain feed-forward; embeddings tied.";

    internal override IReadOnlyList<string> Keys => ["attn_config", "expansion_ratio", "no_bias"];

    internal override string Source => "transformers, models/mpt/modeling_mpt.py";

    internal override ModelSpec Read(ModelConfig config)
    {
        var (text, attention) = (config.Text, config.Text.Section("attn_config"));
        var bias = !text.Flag("no_bias", true);
        var norm = bias ? NormKind.WeightAndBias : NormKind.Weight;
        var layer = new LayerSpec(
            config.Attention(attention?.Positive("kv_n_heads") ?? config.Heads, config.HeadSize) with
            {
                Fused = true,
                QueryKeyValueBias = bias,
                OutputBias = bias,
                QueryKeyNorm = attention?.Flag("qk_ln") == true ? QueryKeyNorm.Full : QueryKeyNorm.None,
            },
            new DenseFeedForward { Width = (text.Positive("expansion_ratio") ?? 4) * config.HiddenSize, Gated = false, Bias = bias })
        { Norm = norm };
        var model = config.Model(config.Repeat(layer), config.TiesEmbeddings(byDefault: true));
        var alibi = attention?.Flag("alibi", true) ?? true;
        return model with
        {
            FinalNorm = norm,
            Embedding = model.Embedding with { Positions = alibi ? 0 : config.MaxContext ?? 2048 },
        };
    }
}
