using Sizing.Models.Reading;

namespace Sizing.Models.Architectures;

/// <summary>Falcon 1 and 2.</summary>
internal sealed class Falcon : Architecture
{
    internal override IReadOnlyList<string> ModelTypes => ["falcon", "RefinedWeb", "RefinedWebModel"];

    internal override string Summary => "One fused projection and a plain feed-forward, without biases by default; the new architecture has 'num_kv_heads' and two parallel norms, the old one a single key-value head and one norm; embeddings tied.";

    internal override IReadOnlyList<string> Keys => ["new_decoder_architecture", "multi_query", "num_kv_heads", "parallel_attn", "bias", "num_ln_in_parallel_attn", "ffn_hidden_size"];

    internal override string Source => "transformers, models/falcon/modeling_falcon.py";

    internal override ModelSpec Read(ModelConfig config)
    {
        var text = config.Text;
        var isNew = text.Flag("new_decoder_architecture") || config.ModelType == "RefinedWeb";
        var bias = text.Flag("bias");
        var layer = new LayerSpec(
            config.Attention(KeyValueHeads(config, isNew), config.HeadSize) with { Fused = true, QueryKeyValueBias = bias, OutputBias = bias },
            new DenseFeedForward { Width = text.Positive("ffn_hidden_size") ?? 4 * config.HiddenSize, Gated = false, Bias = bias })
        {
            Norm = NormKind.WeightAndBias,
            Norms = isNew ? text.Positive("num_ln_in_parallel_attn") ?? 2 : text.Flag("parallel_attn", true) ? 1 : 2,
        };
        return config.Model(config.Repeat(layer), config.TiesEmbeddings(byDefault: true)) with { FinalNorm = NormKind.WeightAndBias };
    }

    private static int KeyValueHeads(ModelConfig config, bool isNew)
    {
        if (isNew)
            return config.Text.Positive("num_kv_heads", "n_head_kv") ?? config.Heads;
        return config.Text.Flag("multi_query", true) ? 1 : config.Heads;
    }
}
