using static Sizing.Models.Weights;

namespace Sizing.Models;

/// <summary>The tensors of whole layers.</summary>
internal static class LayerTensors
{
    internal static IEnumerable<Tensor> Of(LayerSpec layer, int hidden) =>
    [
        .. Enumerable.Range(0, layer.Norms).SelectMany(norm => Norm(NormName(norm), layer.Norm, hidden)),
        .. layer.Attention.Accept(new AttentionTensors(hidden)),
        .. layer.FeedForward.Accept(new FeedForwardTensors(hidden)),
        .. layer.PerLayerInputWidth > 0 ? PerLayerInput(layer.PerLayerInputWidth, hidden) : [],
    ];

    private static string NormName(int index) => index switch
    {
        0 => "input_layernorm",
        1 => "post_attention_layernorm",
        2 => "pre_feedforward_layernorm",
        3 => "post_feedforward_layernorm",
        _ => $"layernorm_{index}",
    };

    private static IEnumerable<Tensor> PerLayerInput(int width, int hidden) =>
    [
        .. Linear("per_layer_input_gate", TensorRole.PerLayerInput, ModelPart.Embedding, width, hidden, Sharding.Replicated),
        .. Linear("per_layer_projection", TensorRole.PerLayerInput, ModelPart.Embedding, hidden, width, Sharding.Replicated),
        .. Norm("post_per_layer_input_norm", NormKind.Weight, hidden),
    ];
}
