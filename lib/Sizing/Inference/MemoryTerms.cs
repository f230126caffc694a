using Sizing.Explain;
using Sizing.Models;

namespace Sizing.Inference;

/// <summary>Weights and KV cache of a whole model as terms that show formula, inputs and source. What one GPU holds is a serving estimate's matter.</summary>
public static class MemoryTerms
{
    /// <summary>The weights of a model in a format, part by part.</summary>
    /// <param name="model">The model.</param>
    /// <param name="format">How each tensor is stored.</param>
    public static Term OfWeights(ModelSpec model, WeightFormat format)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(format);
        var bytes = Weights.BytesByPart(model, format);
        var count = model.Parameters;
        return Term.Sum(
            $"Weights in {format}",
            TermKind.Weights,
            [.. bytes.Where(part => part.Key is not (ModelPart.Mtp or ModelPart.Vision)).Select(part => OfPart(part.Key, part.Value, count.Part(part.Key)))])
            with
        { Scope = Scope.Model };
    }

    /// <summary>The KV cache of equal sequences, from the bytes of one token in each kind of layer.</summary>
    /// <param name="model">The model.</param>
    /// <param name="context">S: tokens of each sequence.</param>
    /// <param name="sequences">B: sequences.</param>
    /// <param name="type">e: the data type of the cache.</param>
    public static Term OfKvCache(ModelSpec model, int context, int sequences, DataType type)
    {
        var perSequence = OfSequence(model, context, type);
        return Term.Computed(
            "KV cache",
            TermKind.KvCache,
            KvCache.BytesPerBatch(model, context, sequences, type),
            KvCache.BytesPerBatch,
            new Input("B", "sequences", Amount.Exact(sequences, Unit.Sequences)),
            new Input("bytes per sequence", $"one sequence of {context:N0} tokens", perSequence.Value, perSequence)) with
        { Scope = Scope.Model };
    }

    /// <summary>The bytes that one token adds to the KV cache, kind of layer by kind of layer.</summary>
    /// <param name="model">The model.</param>
    /// <param name="type">e: the data type of the cache.</param>
    public static Term OfToken(ModelSpec model, DataType type)
    {
        ArgumentNullException.ThrowIfNull(model);
        Func<ModelSpec, DataType, int, Bytes> formula = KvCache.BytesPerToken;
        return Term.Computed(
            "KV cache of a token",
            TermKind.KvCache,
            Amount.Exact(formula(model, type, 1).Count, Unit.BytesPerToken),
            formula,
            [.. KindsOf(model).Select(kind => OfLayers(kind.Key, kind.Count(), type))]) with
        { Scope = Scope.Model };
    }

    private static Term OfSequence(ModelSpec model, int context, DataType type)
    {
        Func<ModelSpec, int, DataType, int, Bytes> formula = KvCache.BytesPerSequence;
        var token = OfToken(model, type);
        return Term.Computed(
            "KV cache of a sequence",
            TermKind.KvCache,
            Amount.Exact(formula(model, context, type, 1).Count, Unit.BytesPerSequence),
            formula,
            new Input("S", "tokens of the sequence", Amount.Exact(context, Unit.Tokens)),
            new Input("bytes per token", "all layers, before any window is full", token.Value, token)) with
        { Scope = Scope.Model };
    }

    private static IEnumerable<IGrouping<Attention, Attention>> KindsOf(ModelSpec model) =>
        model.Layers.Select(layer => layer.Attention).GroupBy(attention => attention);

    private static Input OfLayers(Attention attention, int layers, DataType type)
    {
        Func<Attention, DataType, int, Bytes> formula = KvCache.BytesPerToken;
        var bytes = Amount.Exact(formula(attention, type, 1).Count, Unit.BytesPerToken);
        var layer = attention is GroupedQueryAttention grouped
            ? Term.Computed(
                "KV cache of a token in one layer",
                TermKind.KvCache,
                bytes,
                formula,
                new Input("nkv", "key-value heads", grouped.KeyValueHeads),
                new Input("dk", "channels of a key", grouped.HeadSize),
                new Input("dv", "channels of a value", grouped.ValueHeadSize),
                new Input("e", $"bytes of {type}", Amount.Of(type.BitsPerElement / 8, Unit.BytesPerElement)))
            : Term.Computed("KV cache of a token in one layer", TermKind.KvCache, bytes, formula);
        return new($"{layers} ×", layers == 1 ? "layer of this kind" : "layers of this kind", bytes, layer);
    }

    private static Term OfPart(ModelPart part, Bytes bytes, long parameters) => Term.Computed(
        NameOf(part),
        TermKind.Weights,
        bytes,
        Weights.CheckpointBytes,
        new Input("P", "parameters", Amount.Exact(parameters, Unit.Parameters)),
        new Input("bits", "per parameter, scales included", Amount.Of(Weights.BitsPerWeight(bytes, parameters), Unit.BitsPerWeight)))
        with
    { Scope = Scope.Model };

    private static string NameOf(ModelPart part) => part switch
    {
        ModelPart.Embedding => "Embedding",
        ModelPart.Attention => "Attention",
        ModelPart.DenseFeedForward => "Dense feed-forward",
        ModelPart.Experts => "Experts",
        ModelPart.Router => "Routers",
        ModelPart.Norms => "Norms",
        ModelPart.Head => "Head",
        ModelPart.Mtp => "Multi-token prediction",
        ModelPart.Vision => "Vision",
    };
}
