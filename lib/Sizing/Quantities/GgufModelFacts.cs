namespace Sizing.Quantities;

/// <summary>The facts of a model that llama.cpp's file types depend on.</summary>
/// <param name="QueriesPerKvHead">Query heads that share one KV head.</param>
/// <param name="Experts">Routed experts of a layer; zero or one for a dense model.</param>
/// <param name="Is70B">Whether llama.cpp takes the model for a 70B (80 layers with shared KV heads).</param>
/// <param name="IsFalcon">Whether the model is a Falcon, which has mixes of its own.</param>
public readonly record struct GgufModelFacts(int QueriesPerKvHead, int Experts, bool Is70B, bool IsFalcon)
{
    /// <summary>Whether at least four query heads share a KV head, which makes value projections small.</summary>
    public bool HasSmallValues => QueriesPerKvHead >= 4;
}
