using System.Text.Json.Serialization;
using Sizing.Inference;
using Sizing.Models;

namespace Sizing.Tool.Verbs.Models;

/// <summary>What <c>kv --json</c> prints for a model: bytes on one tensor-parallel rank.</summary>
internal sealed record KvAnswer(
    string Model,
    string DataType,
    int Context,
    int Sequences,
    int TensorParallel,
    long BytesPerToken,
    long StateBytesPerSequence,
    long BytesPerSequence,
    long BytesTotal,
    IReadOnlyList<KvAnswer.OfLayer> PerLayer)
{
    private const int ContextWithoutLimit = 8_192;

    /// <summary>What the reader should know before trusting the figures, or null.</summary>
    [JsonIgnore]
    public string? Warning { get; private init; }

    internal static KvAnswer Of(ModelSpec model, KvQuestion question)
    {
        var context = question.Context ?? model.MaxContext ?? ContextWithoutLimit;
        var convolution = question.Convolution ?? model.StoredType;
        var layers = model.Layers.Select((layer, index) => Layer(index, layer.Attention, context, convolution, question)).ToArray();
        var perSequence = layers.Sum(layer => layer.BytesPerSequence);
        return new(
            model.Name,
            question.Cache.Name,
            context,
            question.Sequences,
            question.TensorParallel,
            layers.Sum(layer => layer.BytesPerToken),
            layers.Sum(layer => layer.StateBytes),
            perSequence,
            perSequence * question.Sequences,
            layers)
        {
            Warning = context > model.MaxContext ? $"{model.Name} was made for {model.MaxContext:N0} tokens of context, not for {context:N0}." : null,
        };
    }

    private static OfLayer Layer(int index, Attention attention, int context, DataType convolution, KvQuestion question)
    {
        var ranks = question.TensorParallel;
        var state = RecurrentState.BytesPerSequence(attention, convolution, question.Recurrent, ranks);
        var cache = KvCache.BytesPerSequence(attention, context, question.Cache, ranks);
        return new(
            index,
            attention.Accept(AttentionKindName.Instance),
            KvCache.BytesPerToken(attention, question.Cache, ranks).Count,
            KvCache.Vectors(attention, ranks).Select(vector => vector.Window).DefaultIfEmpty().Max() is > 0 and var window ? window : null,
            state.Count,
            (cache + state).Count);
    }

    /// <summary>The bytes of one layer; the window in tokens, or null where there is none.</summary>
    internal sealed record OfLayer(int Layer, string Kind, long BytesPerToken, int? Window, long StateBytes, long BytesPerSequence);
}
