namespace Sizing.Models.Formats;

/// <summary>Which tensors quantizers take for linear layers that they may quantize.</summary>
internal static class LinearLayers
{
    /// <summary>Whether the tensor is the matrix of a linear layer inside a block: not an embedding, a head, a router or a norm.</summary>
    internal static bool Holds(Tensor tensor) => !tensor.IsVector && tensor.Role switch
    {
        TensorRole.Query or TensorRole.Key or TensorRole.Value or TensorRole.QueryKeyValue => true,
        TensorRole.QueryDown or TensorRole.KeyValueDown or TensorRole.KeyValueUp or TensorRole.AttentionOutput => true,
        TensorRole.Gate or TensorRole.Up or TensorRole.GateUp or TensorRole.Down or TensorRole.LatentProjection => true,
        TensorRole.StateOutput => true,
        TensorRole.StateInput => !tensor.LocalName.EndsWith("in_proj_ba.weight", StringComparison.Ordinal),
        TensorRole.Indexer => !tensor.LocalName.EndsWith("weights_proj.weight", StringComparison.Ordinal)
            && !tensor.LocalName.Contains(".compressor.", StringComparison.Ordinal),
        TensorRole.TokenEmbedding or TensorRole.PositionEmbedding or TensorRole.PerLayerInput or TensorRole.EmbeddingProjection => false,
        TensorRole.AttentionParameter or TensorRole.Convolution or TensorRole.StateParameter => false,
        TensorRole.Router or TensorRole.RouterParameter or TensorRole.SharedExpertGate => false,
        TensorRole.Norm or TensorRole.HyperConnection or TensorRole.Head or TensorRole.MtpProjection or TensorRole.Vision => false,
    };
}
