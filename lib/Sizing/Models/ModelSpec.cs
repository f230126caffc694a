using System.Text.Json;
using Sizing.Models;
using Sizing.Models.Files;

namespace Sizing;

/// <summary>A language model as sizing sees it: layer by layer, and from that tensor by tensor.</summary>
public sealed record ModelSpec
{
    /// <summary>The catalog id, or the path that the model was read from.</summary>
    public required string Name { get; init; }

    /// <summary>The architecture, as <c>config.json</c> names it.</summary>
    public required string ModelType { get; init; }

    /// <summary>Channels of the hidden state.</summary>
    public required int HiddenSize { get; init; }

    /// <summary>The layers, first to last. Equal layers are one object.</summary>
    public required IReadOnlyList<LayerSpec> Layers { get; init; }

    /// <summary>The embeddings.</summary>
    public required EmbeddingSpec Embedding { get; init; }

    /// <summary>The output head, or null for a model that returns hidden states (encoders, embedding models).</summary>
    public HeadSpec? Head { get; init; }

    /// <summary>Whether a dense layer pools the hidden states (encoders).</summary>
    public bool HasPooler { get; init; }

    /// <summary>What the norm after the last layer stores.</summary>
    public NormKind FinalNorm { get; init; } = NormKind.Weight;

    /// <summary>Residual streams that hyper-connections mix (DeepSeek-V4); 1 in every other model.</summary>
    public int ResidualStreams { get; init; } = 1;

    /// <summary>Tokens of context that the model was made for, or null where its positions set no limit.</summary>
    public int? MaxContext { get; init; }

    /// <summary>The data type of the unquantized weights.</summary>
    public DataType StoredType { get; init; } = DataType.Bf16;

    /// <summary>The model's own <c>quantization_config</c>, or null.</summary>
    public JsonElement? QuantizationConfig { get; init; }

    /// <summary>The data type that the config states for routed experts apart from the rest (<c>expert_dtype</c>), or null.</summary>
    public string? ExpertType { get; init; }

    /// <summary>What the headers of the model's files say of its tensors, or null for a model read from a config alone.</summary>
    public ModelHeader? Header { get; init; }

    /// <summary>The share of a head's channels that rotary positions turn; 1 for most models.</summary>
    public double RotaryShare { get; init; } = 1;

    /// <summary>The positions in the cosine and sine tables that engines keep, over all tables, or null where positions set no limit.</summary>
    public long? RotaryPositions { get; init; }

    /// <summary>Multi-token prediction, or null when the model has none or its parts are not known.</summary>
    public MtpSpec? Mtp { get; init; }

    /// <summary>Vision encoder and projector, or null when the model has none or their parts are not known.</summary>
    public VisionSpec? Vision { get; init; }

    /// <summary>What the catalog knows beside the architecture, or null for a model read from a file.</summary>
    public ModelCard? Card { get; init; }

    /// <summary>Tokens of the vocabulary: rows of the embedding.</summary>
    public int VocabularySize => Embedding.Rows;

    /// <summary>Whether the output head is the embedding matrix.</summary>
    public bool TiesEmbeddings => Head is { IsTied: true };

    /// <summary>The parameters by part, counted over <see cref="Tensors"/> at every call.</summary>
    public ParameterCount Parameters => ParameterCount.Of(Tensors());

    /// <summary>Every weight tensor, in the order of the computation; those of MTP and vision last.</summary>
    public IEnumerable<Tensor> Tensors() => ModelTensors.Of(this);

    /// <summary>Returns the name.</summary>
    public override string ToString() => Name;
}
