using Sizing.Explain;
using Sizing.Models;

namespace Sizing.Performance;

/// <summary>Floating-point operations of attention scores and weighted values; the projections are matrices like all others.</summary>
public static class AttentionFlops
{
    /// <summary>
    /// Operations of one query token over the tokens that it sees, in all layers: a multiplication and an addition for each channel of a
    /// key and of a value. Layers with a constant state are left out: they add less than their projections by far.
    /// </summary>
    /// <param name="model">The model, with its layers l of n query heads, key width dk and value width dv.</param>
    /// <param name="seen">S: tokens before the query; a window W caps it.</param>
    /// <param name="cached">Whether latent attention multiplies with its cached latent (decoding) or with expanded heads (prefill).</param>
    [Formula("Σ_l 2 · n · (dk + dv) · min(S, W);  latent, decoding: Σ_l 2 · n · (2 · c + r) · S")]
    [Source("Chowdhery et al. 2022, PaLM", "https://arxiv.org/abs/2204.02311, appendix B")]
    [Source("DeepSeek-V2", "https://arxiv.org/abs/2405.04434, section 2.1 and appendix C")]
    public static double PerQuery(ModelSpec model, double seen, bool cached)
    {
        ArgumentNullException.ThrowIfNull(model);
        AttentionScores scores = new(seen, cached);
        return model.Layers.Sum(layer => layer.Attention.Accept(scores));
    }

    /// <summary>Operations of a prompt in all layers: each token sees those before it, half of the prompt on average.</summary>
    /// <param name="model">The model.</param>
    /// <param name="prompt">S: tokens of the prompt.</param>
    [Formula("S · operations of one query over S / 2 tokens")]
    [Source("Dao 2023, FlashAttention-2", "https://arxiv.org/abs/2307.08691, section 4.1: causal masks halve the operations")]
    public static double OfPrompt(ModelSpec model, double prompt) => prompt * PerQuery(model, prompt / 2, cached: false);

    private sealed class AttentionScores(double seen, bool cached) : IAttentionVisitor<double>
    {
        public double Visit(GroupedQueryAttention attention) =>
            2.0 * attention.Heads * (attention.HeadSize + attention.ValueHeadSize) * Seen(attention.Window);

        public double Visit(SharedKvAttention attention) => Visit(attention.Shape);

        public double Visit(CrossAttention attention) => 0;

        public double Visit(LatentAttention attention)
        {
            var perToken = cached
                ? 2.0 * attention.Heads * (2 * attention.KeyValueRank + attention.RopeHeadSize)
                : 2.0 * attention.Heads * (attention.NopeHeadSize + attention.RopeHeadSize + attention.ValueHeadSize);
            return perToken * Read(attention.Indexer) + Scoring(attention.Indexer, seen);
        }

        public double Visit(CompressedAttention attention)
        {
            var entries = attention.TokensPerEntry > 0 ? seen / attention.TokensPerEntry : 0;
            var read = attention.Indexer is { } indexer ? Math.Min(entries, indexer.TokensRead) : entries;
            return 4.0 * attention.Heads * attention.HeadSize * (Seen(attention.Window) + read) + Scoring(attention.Indexer, entries);
        }

        public double Visit(GatedDeltaNet attention) => 0;

        public double Visit(LightningAttention attention) => 0;

        public double Visit(Mamba1 attention) => 0;

        public double Visit(Mamba2 attention) => 0;

        public double Visit(ShortConvolution attention) => 0;

        public double Visit(ParallelMixers attention) => attention.First.Accept(this) + attention.Second.Accept(this);

        public double Visit(NoAttention attention) => 0;

        private static double Scoring(SparseIndexer? indexer, double keys) => indexer is null ? 0 : 2.0 * indexer.Heads * indexer.HeadSize * keys;

        private double Read(SparseIndexer? indexer) => indexer is null ? seen : Math.Min(seen, indexer.TokensRead);

        private double Seen(int window) => window > 0 ? Math.Min(seen, window) : seen;
    }
}
