using Sizing.Models.Reading;

namespace Sizing.Models.Architectures;

/// <summary>BERT, RoBERTa and XLM-RoBERTa: embedding and reranking models.</summary>
internal sealed class Encoder : Architecture
{
    internal override IReadOnlyList<string> ModelTypes => ["bert", "roberta", "xlm-roberta", "camembert"];

    internal override string Summary => "An encoder: learned positions and token types with a norm after them, biases everywhere, a plain feed-forward, no final norm, no KV cache; a pooler.";

    internal override IReadOnlyList<string> Keys => ["type_vocab_size"];

    internal override string Source => "transformers, models/bert/modeling_bert.py";

    internal override ModelSpec Read(ModelConfig config)
    {
        var layer = new LayerSpec(
            config.Attention(config.Heads, config.HeadSize) with { Span = AttentionSpan.Bidirectional, QueryKeyValueBias = true, OutputBias = true },
            new DenseFeedForward { Width = config.Width, Gated = false, Bias = true })
        { Norm = NormKind.WeightAndBias };
        var model = config.Model(config.Repeat(layer), tied: true);
        return model with
        {
            Head = null,
            FinalNorm = NormKind.None,
            HasPooler = true,
            Embedding = model.Embedding with
            {
                Positions = config.MaxContext ?? 512,
                TokenTypes = config.Text.Positive("type_vocab_size") ?? 2,
                Norm = NormKind.WeightAndBias,
            },
        };
    }
}
