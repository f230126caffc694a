using static Sizing.Models.TensorForms;

namespace Sizing.Models;

/// <summary>The tensors of a token mixer, for a hidden state of <paramref name="hidden"/> channels.</summary>
internal sealed class AttentionTensors(int hidden) : IAttentionVisitor<IEnumerable<Tensor>>
{
    public IEnumerable<Tensor> Visit(GroupedQueryAttention attention) =>
    [
        .. attention.Fused ? FusedProjection(attention) : Projections(attention),
        .. Output(attention),
        .. QueryKeyNorms(attention),
    ];

    public IEnumerable<Tensor> Visit(SharedKvAttention attention) =>
        [.. Query(attention.Shape), .. Output(attention.Shape), .. QueryNorm(attention.Shape)];

    public IEnumerable<Tensor> Visit(CrossAttention attention) =>
    [
        .. Visit(attention.Shape with { QueryKeyNorm = QueryKeyNorm.PerHead }),
        Parameter("cross_attn_attn_gate", 1),
        Parameter("cross_attn_mlp_gate", 1),
    ];

    public IEnumerable<Tensor> Visit(LatentAttention attention)
    {
        var keySize = attention.NopeHeadSize + attention.RopeHeadSize;
        var rank = attention.KeyValueRank;
        return
        [
            .. LatentQuery(attention, (long)attention.Heads * keySize),
            .. Matrix("self_attn.kv_a_proj_with_mqa", TensorRole.KeyValueDown, rank + attention.RopeHeadSize, hidden, Sharding.Replicated, attention.Bias),
            .. Norm("self_attn.kv_a_layernorm", NormKind.Weight, rank, ModelPart.Attention),
            .. Matrix("self_attn.kv_b_proj", TensorRole.KeyValueUp, (long)attention.Heads * (attention.NopeHeadSize + attention.ValueHeadSize), rank, Sharding.ByOutput),
            .. Matrix("self_attn.o_proj", TensorRole.AttentionOutput, hidden, (long)attention.Heads * attention.ValueHeadSize, Sharding.ByInput, attention.Bias),
            .. attention.Indexer is { OwnsWeights: true } indexer ? Indexer(indexer, attention.QueryRank ?? hidden) : [],
        ];
    }

    public IEnumerable<Tensor> Visit(CompressedAttention attention) => new CompressedAttentionTensors(hidden).Visit(attention);

    public IEnumerable<Tensor> Visit(GatedDeltaNet attention) => new LinearAttentionTensors(hidden).Visit(attention);

    public IEnumerable<Tensor> Visit(LightningAttention attention) => new LinearAttentionTensors(hidden).Visit(attention);

    public IEnumerable<Tensor> Visit(Mamba1 attention) => new StateSpaceTensors(hidden).Visit(attention);

    public IEnumerable<Tensor> Visit(Mamba2 attention) => new StateSpaceTensors(hidden).Visit(attention);

    public IEnumerable<Tensor> Visit(ShortConvolution attention) => new StateSpaceTensors(hidden).Visit(attention);

    public IEnumerable<Tensor> Visit(ParallelMixers attention) => [.. attention.First.Accept(this), .. attention.Second.Accept(this)];

    public IEnumerable<Tensor> Visit(NoAttention attention) => [];

    private static IEnumerable<Tensor> Matrix(string name, TensorRole role, long outputs, long inputs, Sharding sharding, bool bias = false) =>
        Linear(name, role, ModelPart.Attention, outputs, inputs, sharding, bias);

    private static Tensor Parameter(string name, long length, Sharding sharding = Sharding.Replicated) =>
        Vector(name, TensorRole.AttentionParameter, ModelPart.Attention, length, sharding);

    private static long QueryRows(GroupedQueryAttention attention) =>
        (long)attention.Heads * attention.HeadSize * (attention.OutputGate ? 2 : 1);

    private IEnumerable<Tensor> Query(GroupedQueryAttention attention) =>
        Matrix("self_attn.q_proj", TensorRole.Query, QueryRows(attention), hidden, Sharding.ByOutput, attention.QueryKeyValueBias);

    private IEnumerable<Tensor> Projections(GroupedQueryAttention attention) =>
    [
        .. Query(attention),
        .. KeyValue("self_attn.k_proj", TensorRole.Key, attention.KeyValueHeads, attention.HeadSize, hidden, attention.QueryKeyValueBias),
        .. attention.ValuesAreKeys
            ? []
            : KeyValue("self_attn.v_proj", TensorRole.Value, attention.KeyValueHeads, attention.ValueHeadSize, hidden, attention.QueryKeyValueBias),
    ];

    private IEnumerable<Tensor> FusedProjection(GroupedQueryAttention attention)
    {
        var keyValueRows = (long)attention.KeyValueHeads * (attention.HeadSize + attention.ValueHeadSize);
        return Matrix("self_attn.qkv_proj", TensorRole.QueryKeyValue, QueryRows(attention) + keyValueRows, hidden, Sharding.ByOutput, attention.QueryKeyValueBias)
            .Select(tensor => tensor with { KeyValueHeads = attention.KeyValueHeads, KeyValueRows = keyValueRows });
    }

    private IEnumerable<Tensor> Output(GroupedQueryAttention attention) =>
    [
        .. Matrix("self_attn.o_proj", TensorRole.AttentionOutput, hidden, (long)attention.Heads * attention.ValueHeadSize, Sharding.ByInput, attention.OutputBias),
        .. attention.Sinks ? (IEnumerable<Tensor>)[Parameter("self_attn.sinks", attention.Heads, Sharding.ByOutput)] : [],
    ];

    private static IEnumerable<Tensor> QueryKeyNorms(GroupedQueryAttention attention) =>
        [.. QueryNorm(attention), .. HeadNorm("self_attn.k_norm", attention, attention.KeyValueHeads)];

    private static IEnumerable<Tensor> QueryNorm(GroupedQueryAttention attention) => HeadNorm("self_attn.q_norm", attention, attention.Heads);

    private static IEnumerable<Tensor> HeadNorm(string name, GroupedQueryAttention attention, int heads) => attention.QueryKeyNorm switch
    {
        QueryKeyNorm.None => [],
        QueryKeyNorm.PerHead => Norm(name, NormKind.Weight, attention.HeadSize, ModelPart.Attention),
        QueryKeyNorm.PerHeadWithBias => Norm(name, NormKind.WeightAndBias, attention.HeadSize, ModelPart.Attention),
        QueryKeyNorm.Full => Norm(name, NormKind.Weight, (long)heads * attention.HeadSize, ModelPart.Attention),
    };

    private IEnumerable<Tensor> LatentQuery(LatentAttention attention, long rows) => attention.QueryRank is { } rank
        ?
        [
            .. Matrix("self_attn.q_a_proj", TensorRole.QueryDown, rank, hidden, Sharding.Replicated, attention.Bias),
            .. Norm("self_attn.q_a_layernorm", NormKind.Weight, rank, ModelPart.Attention),
            .. Matrix("self_attn.q_b_proj", TensorRole.Query, rows, rank, Sharding.ByOutput),
        ]
        : Matrix("self_attn.q_proj", TensorRole.Query, rows, hidden, Sharding.ByOutput);

    private IEnumerable<Tensor> Indexer(SparseIndexer indexer, int queryRank) =>
    [
        .. Matrix("self_attn.indexer.wq_b", TensorRole.Indexer, (long)indexer.Heads * indexer.HeadSize, queryRank, Sharding.Replicated),
        .. Matrix("self_attn.indexer.wk", TensorRole.Indexer, indexer.HeadSize, hidden, Sharding.Replicated),
        .. Norm("self_attn.indexer.k_norm", NormKind.WeightAndBias, indexer.HeadSize, ModelPart.Attention),
        .. Matrix("self_attn.indexer.weights_proj", TensorRole.Indexer, indexer.Heads, hidden, Sharding.Replicated),
    ];
}
