using static Sizing.Models.TensorForms;

namespace Sizing.Models;

/// <summary>The tensors of a whole model.</summary>
internal static class ModelTensors
{
    private static readonly string[] MtpNorms = ["enorm", "hnorm", "shared_head.norm"];

    internal static IEnumerable<Tensor> Of(ModelSpec model) =>
    [
        .. Embedding(model),
        .. model.Layers.SelectMany((layer, index) => LayerTensors.Of(layer, model.HiddenSize, model.ResidualStreams).Select(tensor => tensor with { Layer = index })),
        .. Norm("model.norm", model.FinalNorm, model.HiddenSize),
        .. model.ResidualStreams > 1 ? LayerTensors.HyperConnectionHead(model.HiddenSize, model.ResidualStreams) : [],
        .. model.HasPooler ? Linear("pooler.dense", TensorRole.Head, ModelPart.Head, model.HiddenSize, model.HiddenSize, Sharding.Replicated, bias: true) : [],
        .. Head(model),
        .. model.Mtp is { } mtp ? Mtp(mtp, model) : [],
        .. model.Vision?.Tensors ?? [],
    ];

    private static IEnumerable<Tensor> Embedding(ModelSpec model)
    {
        var spec = model.Embedding;
        return
        [
            .. Table("model.embed_tokens", TensorRole.TokenEmbedding, spec.Rows, spec.Width, Sharding.ByVocabulary),
            .. spec.Positions > 0 ? Table("model.embed_positions", TensorRole.PositionEmbedding, spec.Positions, model.HiddenSize) : [],
            .. spec.TokenTypes > 0 ? Table("model.token_type_embeddings", TensorRole.PositionEmbedding, spec.TokenTypes, model.HiddenSize) : [],
            .. spec.Width == model.HiddenSize ? [] : WidthProjections(spec.Width, model.HiddenSize),
            .. Norm("model.embedding_norm", spec.Norm, model.HiddenSize),
            .. spec.PerLayerWidth > 0 ? PerLayerInputs(spec, model) : [],
        ];
    }

    private static IEnumerable<Tensor> WidthProjections(int width, int hidden) =>
    [
        .. Linear("model.project_in", TensorRole.EmbeddingProjection, ModelPart.Embedding, hidden, width, Sharding.Replicated),
        .. Linear("model.project_out", TensorRole.EmbeddingProjection, ModelPart.Embedding, width, hidden, Sharding.Replicated),
    ];

    private static IEnumerable<Tensor> PerLayerInputs(EmbeddingSpec spec, ModelSpec model)
    {
        var width = (long)spec.PerLayerWidth * model.Layers.Count;
        return
        [
            .. Table("model.embed_tokens_per_layer", TensorRole.PerLayerInput, spec.PerLayerRows, width, Sharding.ByVocabulary),
            .. Linear("model.per_layer_model_projection", TensorRole.PerLayerInput, ModelPart.Embedding, width, model.HiddenSize, Sharding.Replicated),
            .. Norm("model.per_layer_projection_norm", NormKind.Weight, spec.PerLayerWidth),
        ];
    }

    private static IEnumerable<Tensor> Table(string name, TensorRole role, long rows, long columns, Sharding sharding = Sharding.Replicated) =>
        Linear(name, role, ModelPart.Embedding, rows, columns, sharding);

    private static IEnumerable<Tensor> Head(ModelSpec model) => model.Head switch
    {
        null => [],
        { IsTied: true, Bias: false } => [],
        { IsTied: true } head => [Vector("lm_head.bias", TensorRole.Head, ModelPart.Head, head.Rows, Sharding.ByVocabulary)],
        { } head => Linear("lm_head", TensorRole.Head, ModelPart.Head, head.Rows, model.Embedding.Width, Sharding.ByVocabulary, head.Bias),
    };

    private static IEnumerable<Tensor> Mtp(MtpSpec mtp, ModelSpec model) =>
        mtp.Layers.SelectMany((layer, index) => MtpModule(mtp, layer, index, model)
            .Select(tensor => tensor with { Part = ModelPart.Mtp, Layer = model.Layers.Count + index }));

    private static IEnumerable<Tensor> MtpModule(MtpSpec mtp, LayerSpec layer, int index, ModelSpec model) =>
    [
        .. mtp.IsOneModule && index > 0 ? [] : MtpFrame(model),
        .. LayerTensors.Of(layer, model.HiddenSize, model.ResidualStreams),
    ];

    private static IEnumerable<Tensor> MtpFrame(ModelSpec model) =>
    [
        .. MtpProjection(model),
        .. MtpNorms.SelectMany(name => Norm(name, NormKind.Weight, model.HiddenSize)),
        .. model.ResidualStreams > 1 ? LayerTensors.HyperConnectionHead(model.HiddenSize, model.ResidualStreams) : [],
    ];

    /// <summary>One matrix over hidden state and embedding, or one for each where hyper-connections mix streams (DeepSeek-V4).</summary>
    private static IEnumerable<Tensor> MtpProjection(ModelSpec model) => model.ResidualStreams > 1
        ? [.. MtpMatrix("e_proj", model.HiddenSize, model.HiddenSize), .. MtpMatrix("h_proj", model.HiddenSize, model.HiddenSize)]
        : MtpMatrix("eh_proj", model.HiddenSize, 2L * model.HiddenSize);

    private static IEnumerable<Tensor> MtpMatrix(string name, long outputs, long inputs) =>
        Linear(name, TensorRole.MtpProjection, ModelPart.Mtp, outputs, inputs, Sharding.Replicated);
}
