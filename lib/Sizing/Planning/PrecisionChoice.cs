namespace Sizing.Planning;

/// <summary>What weights and cache are stored in.</summary>
/// <param name="Weights">The weight format; null for the model's own.</param>
/// <param name="KvCache">The data type of the KV cache; null for that of the activations.</param>
/// <param name="WeightBits">Whole bits of a weight in linear layers.</param>
/// <param name="CacheBits">Bits of a number in the cache.</param>
internal sealed record PrecisionChoice(WeightFormat? Weights, DataType? KvCache, int WeightBits, int CacheBits);
