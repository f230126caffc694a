namespace Sizing.Inference;

/// <summary>Over how many ranks a KV cache is spread, by kind of parallelism.</summary>
/// <param name="Tensor">Tensor-parallel ranks: key-value heads are divided, or replicated when ranks exceed them.</param>
/// <param name="Pipeline">Pipeline stages: layers are divided.</param>
/// <param name="Context">Context-parallel ranks: tokens are divided.</param>
/// <param name="DataParallelAttention">Data-parallel attention ranks: sequences are divided.</param>
public readonly record struct CacheRanks(int Tensor = 1, int Pipeline = 1, int Context = 1, int DataParallelAttention = 1);
