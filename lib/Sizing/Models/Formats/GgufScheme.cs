using Sizing.Quantities;

namespace Sizing.Models.Formats;

/// <summary>The tensors of a model as llama.cpp names and counts them, each in the type that a GGUF file type gives it.</summary>
internal sealed class GgufScheme(GgufFileType fileType) : WeightScheme
{
    internal override Func<Tensor, WeightCoding> For(ModelSpec model)
    {
        var facts = Facts(model);
        var layers = model.Layers.Count + (model.Mtp?.Layers.Count ?? 0);
        var values = ValuePositions(model);
        return tensor =>
        {
            var kind = Kind(tensor, model);
            var (index, count) = kind is GgufTensorKind.Value ? (values[tensor.Layer ?? 0], values.Count) : (tensor.Layer ?? 0, layers);
            return fileType.TypeOf(new(kind, index, count, tensor.Columns, tensor.IsRoutedExpert, facts)).Coding;
        };
    }

    private static GgufModelFacts Facts(ModelSpec model)
    {
        var attention = model.Layers.Select(layer => layer.Attention).OfType<GroupedQueryAttention>().FirstOrDefault();
        var latent = model.Layers.Select(layer => layer.Attention).OfType<LatentAttention>().FirstOrDefault();
        var ratio = attention is not null ? attention.Heads / attention.KeyValueHeads : latent?.Heads ?? 1;
        return new(
            ratio,
            model.Layers.Select(layer => layer.FeedForward).OfType<MixtureOfExperts>().Select(moe => moe.Experts).FirstOrDefault(),
            model.Layers.Count == 80 && ratio > 1 && model.ModelType is "llama" or "qwen2",
            model.ModelType is "falcon" or "RefinedWeb" or "RefinedWebModel");
    }

    /// <summary>The position of each layer's value projection among the layers that have one.</summary>
    private static Dictionary<int, int> ValuePositions(ModelSpec model) => model.Tensors()
        .Where(tensor => Kind(tensor, model) is GgufTensorKind.Value)
        .Select(tensor => tensor.Layer ?? 0)
        .Distinct()
        .Select((layer, position) => (layer, position))
        .ToDictionary(pair => pair.layer, pair => pair.position);

    private static GgufTensorKind Kind(Tensor tensor, ModelSpec model) => tensor.IsVector ? GgufTensorKind.Unquantized : tensor.Role switch
    {
        TensorRole.TokenEmbedding => model.TiesEmbeddings || model.Head is null ? GgufTensorKind.Output : GgufTensorKind.Embedding,
        TensorRole.Head => GgufTensorKind.Output,
        TensorRole.Query => GgufTensorKind.Query,
        TensorRole.Key => GgufTensorKind.Key,
        TensorRole.Value or TensorRole.QueryKeyValue or TensorRole.KeyValueUp => GgufTensorKind.Value,
        TensorRole.AttentionOutput => GgufTensorKind.AttentionOutput,
        TensorRole.Gate or TensorRole.Up or TensorRole.GateUp => GgufTensorKind.GateOrUp,
        TensorRole.Down => GgufTensorKind.Down,
        TensorRole.Router or TensorRole.SharedExpertGate or TensorRole.Convolution or TensorRole.PositionEmbedding => GgufTensorKind.Unquantized,
        TensorRole.RouterParameter or TensorRole.Norm or TensorRole.StateParameter or TensorRole.AttentionParameter => GgufTensorKind.Unquantized,
        TensorRole.HyperConnection => GgufTensorKind.Unquantized,
        TensorRole.PerLayerInput or TensorRole.EmbeddingProjection or TensorRole.QueryDown or TensorRole.KeyValueDown => GgufTensorKind.Other,
        TensorRole.Indexer or TensorRole.StateInput or TensorRole.StateOutput or TensorRole.LatentProjection => GgufTensorKind.Other,
        TensorRole.MtpProjection or TensorRole.Vision => GgufTensorKind.Other,
    };
}
