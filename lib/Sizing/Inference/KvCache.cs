using Sizing.Explain;
using Sizing.Models;

namespace Sizing.Inference;

/// <summary>
/// Bytes of the KV cache as the model defines them: every layer keeps what it can still attend to, and nothing else.
/// What an engine adds (blocks, windows kept whole, padding) is its memory model's matter.
/// </summary>
public static class KvCache
{
    private const string Vllm = "vllm-project/vllm";

    /// <summary>Key-value heads that a tensor-parallel rank holds: its share, and a whole copy of one when ranks exceed heads.</summary>
    /// <param name="keyValueHeads">nkv: key-value heads.</param>
    /// <param name="tensorParallel">t: tensor-parallel ranks.</param>
    [Formula("max(1, ⌈nkv / t⌉)")]
    [Source(Vllm, "vllm/model_executor/models/llama.py: num_kv_heads = max(1, total_num_kv_heads // tp_size)")]
    public static int HeadsOnRank(int keyValueHeads, int tensorParallel)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(tensorParallel);
        return Math.Max(1, (keyValueHeads + tensorParallel - 1) / tensorParallel);
    }

    /// <summary>
    /// Bytes that one token adds to one layer on the most loaded tensor-parallel rank. Latent attention is replicated on every rank;
    /// recurrent layers, layers that share an earlier cache, and encoders add nothing.
    /// </summary>
    /// <param name="attention">The layer's attention: nkv key-value heads of dk and dv channels, or a latent of c + r channels.</param>
    /// <param name="type">e: the data type of the cache.</param>
    /// <param name="tensorParallel">t: tensor-parallel ranks.</param>
    [Formula("(dk + dv) · max(1, nkv / t) · e;  latent: (c + r) · e")]
    [Source("Ainslie et al. 2023, GQA", "https://arxiv.org/abs/2305.13245")]
    [Source("DeepSeek-V2", "https://arxiv.org/abs/2405.04434, section 2.1")]
    public static Bytes BytesPerToken(Attention attention, DataType type, int tensorParallel = 1)
    {
        ArgumentNullException.ThrowIfNull(type);
        return Sum(Vectors(attention, tensorParallel), vector => vector.BytesPerToken(type));
    }

    /// <summary>Bytes that one token adds to all layers on the most loaded tensor-parallel rank, before any window is full.</summary>
    /// <param name="model">The model, with its layers l.</param>
    /// <param name="type">e: the data type of the cache.</param>
    /// <param name="tensorParallel">t: tensor-parallel ranks.</param>
    [Formula("Σ_l bytes per token of layer l")]
    [Source("Pope et al. 2022", "https://arxiv.org/abs/2211.05102, section 3.3")]
    public static Bytes BytesPerToken(ModelSpec model, DataType type, int tensorParallel = 1)
    {
        ArgumentNullException.ThrowIfNull(model);
        return Sum(model.Layers, layer => BytesPerToken(layer.Attention, type, tensorParallel));
    }

    /// <summary>Bytes of one sequence in one layer on the most loaded tensor-parallel rank.</summary>
    /// <param name="attention">The layer's attention.</param>
    /// <param name="context">S: tokens of the sequence.</param>
    /// <param name="type">e: the data type of the cache.</param>
    /// <param name="tensorParallel">t: tensor-parallel ranks.</param>
    [Formula("min(S, W) · bytes per token")]
    [Source("Mistral 7B", "https://arxiv.org/abs/2310.06825, section 2: rolling buffer cache")]
    public static Bytes BytesPerSequence(Attention attention, int context, DataType type, int tensorParallel = 1) =>
        Sum(Vectors(attention, tensorParallel), vector => vector.BytesPerSequence(context, type));

    /// <summary>Bytes of one sequence in all layers on the most loaded tensor-parallel rank, without recurrent state.</summary>
    /// <param name="model">The model, with its layers l.</param>
    /// <param name="context">S: tokens of the sequence.</param>
    /// <param name="type">e: the data type of the cache.</param>
    /// <param name="tensorParallel">t: tensor-parallel ranks.</param>
    [Formula("Σ_l min(S, W_l) · bytes per token of layer l")]
    [Source("Pope et al. 2022", "https://arxiv.org/abs/2211.05102, section 3.3")]
    public static Bytes BytesPerSequence(ModelSpec model, int context, DataType type, int tensorParallel = 1)
    {
        ArgumentNullException.ThrowIfNull(model);
        return Sum(model.Layers, layer => BytesPerSequence(layer.Attention, context, type, tensorParallel));
    }

    /// <summary>Bytes of a batch of equal sequences on the most loaded tensor-parallel rank, without recurrent state.</summary>
    /// <param name="model">The model.</param>
    /// <param name="context">S: tokens of each sequence.</param>
    /// <param name="sequences">B: sequences.</param>
    /// <param name="type">e: the data type of the cache.</param>
    /// <param name="tensorParallel">t: tensor-parallel ranks.</param>
    [Formula("B · bytes per sequence")]
    [Source("Pope et al. 2022", "https://arxiv.org/abs/2211.05102, section 3.3")]
    public static Bytes BytesPerBatch(ModelSpec model, int context, int sequences, DataType type, int tensorParallel = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(sequences);
        return BytesPerSequence(model, context, type, tensorParallel) * sequences;
    }

    /// <summary>
    /// Bytes of a batch on the most loaded rank of a deployment: pipeline stages hold their own layers, context-parallel ranks their own
    /// tokens, data-parallel attention ranks their own sequences.
    /// </summary>
    /// <param name="model">The model.</param>
    /// <param name="context">S: tokens of each sequence.</param>
    /// <param name="sequences">B: sequences.</param>
    /// <param name="type">e: the data type of the cache.</param>
    /// <param name="ranks">p pipeline, c context-parallel and a data-parallel attention ranks, and the tensor-parallel ones.</param>
    [Formula("⌈B / a⌉ · max over p stages of Σ_l bytes of ⌈S / c⌉ tokens in layer l")]
    [Source("vllm-project/vllm", "vllm/distributed/utils.py get_pp_indices; decode context parallel: each rank holds its share of the tokens")]
    public static Bytes BytesOnRank(ModelSpec model, int context, int sequences, DataType type, CacheRanks ranks)
    {
        ArgumentNullException.ThrowIfNull(model);
        var layersOfStage = ShareOf(model.Layers.Count, ranks.Pipeline);
        var tokens = ShareOf(context, ranks.Context);
        return model.Layers.Chunk(layersOfStage)
            .Select(stage => Sum(stage, layer => BytesPerSequence(layer.Attention, tokens, type, ranks.Tensor)))
            .Max() * ShareOf(sequences, ranks.DataParallelAttention);
    }

    /// <summary>The vectors that a layer keeps on the most loaded tensor-parallel rank; none where it keeps no cache.</summary>
    public static IReadOnlyList<KvVector> Vectors(Attention attention, int tensorParallel = 1)
    {
        ArgumentNullException.ThrowIfNull(attention);
        return attention.Accept(new KvVectors(tensorParallel));
    }

    private static Bytes Sum<T>(IEnumerable<T> items, Func<T, Bytes> bytes) =>
        items.Aggregate(Bytes.Zero, (sum, item) => sum + bytes(item));

    private static int ShareOf(int amount, int ranks)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(ranks);
        return (int)(((long)amount + ranks - 1) / ranks);
    }
}
