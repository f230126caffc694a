namespace Sizing.Models;

/// <summary>The indexer that picks the tokens a sparse latent attention reads (DeepSeek-V3.2, GLM-5).</summary>
/// <param name="Heads">Heads of the indexer.</param>
/// <param name="HeadSize">Channels of a head, and of the key cached per token.</param>
/// <param name="TokensRead">Tokens that attention reads per query.</param>
/// <param name="OwnsWeights">False where the layer uses the indexer of an earlier layer.</param>
public sealed record SparseIndexer(int Heads, int HeadSize, int TokensRead, bool OwnsWeights = true);
