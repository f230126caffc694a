using static Sizing.Models.TensorForms;

namespace Sizing.Models;

/// <summary>The tensors of DeepSeek-V4 attention.</summary>
internal sealed class CompressedAttentionTensors(int hidden)
{
    internal IEnumerable<Tensor> Visit(CompressedAttention attention)
    {
        var width = (long)attention.Heads * attention.HeadSize;
        var outputRows = (long)attention.OutputGroups * attention.OutputRank;
        return
        [
            .. Matrix("self_attn.wq_a", TensorRole.QueryDown, attention.QueryRank, hidden, Sharding.Replicated),
            .. Norm("self_attn.q_norm", NormKind.Weight, attention.QueryRank, ModelPart.Attention),
            .. Matrix("self_attn.wq_b", TensorRole.Query, width, attention.QueryRank, Sharding.ByOutput),
            .. Matrix("self_attn.wkv", TensorRole.KeyValueDown, attention.HeadSize, hidden, Sharding.Replicated),
            .. Norm("self_attn.kv_norm", NormKind.Weight, attention.HeadSize, ModelPart.Attention),
            .. Matrix("self_attn.wo_a", TensorRole.AttentionOutput, outputRows, width / attention.OutputGroups, Sharding.ByOutput),
            .. Matrix("self_attn.wo_b", TensorRole.AttentionOutput, hidden, outputRows, Sharding.ByInput),
            Vector("self_attn.attn_sink", TensorRole.AttentionParameter, ModelPart.Attention, attention.Heads, Sharding.ByOutput),
            .. attention.TokensPerEntry > 0 ? Compressor("self_attn.compressor", attention, attention.HeadSize) : [],
            .. attention.Indexer is { } indexer ? Indexer(attention, indexer) : [],
        ];
    }

    private static IEnumerable<Tensor> Matrix(string name, TensorRole role, long outputs, long inputs, Sharding sharding) =>
        Linear(name, role, ModelPart.Attention, outputs, inputs, sharding);

    private IEnumerable<Tensor> Compressor(string name, CompressedAttention attention, int entrySize)
    {
        var width = entrySize * (attention.OverlappingEntries ? 2L : 1);
        return
        [
            .. Matrix(name + ".wkv", TensorRole.Indexer, width, hidden, Sharding.Replicated),
            .. Matrix(name + ".wgate", TensorRole.Indexer, width, hidden, Sharding.Replicated),
            .. Matrix(name + ".ape", TensorRole.Indexer, attention.TokensPerEntry, width, Sharding.Replicated),
            .. Norm(name + ".norm", NormKind.Weight, entrySize, ModelPart.Attention),
        ];
    }

    private IEnumerable<Tensor> Indexer(CompressedAttention attention, SparseIndexer indexer) =>
    [
        .. Matrix("self_attn.indexer.wq_b", TensorRole.Indexer, (long)indexer.Heads * indexer.HeadSize, attention.QueryRank, Sharding.Replicated),
        .. Matrix("self_attn.indexer.weights_proj", TensorRole.Indexer, indexer.Heads, hidden, Sharding.Replicated),
        .. Compressor("self_attn.indexer.compressor", attention, indexer.HeadSize),
    ];
}
