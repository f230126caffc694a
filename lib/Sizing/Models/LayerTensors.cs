using static Sizing.Models.TensorForms;

namespace Sizing.Models;

/// <summary>The tensors of whole layers.</summary>
internal static class LayerTensors
{
    internal static IEnumerable<Tensor> Of(LayerSpec layer, int hidden, int residualStreams = 1) =>
    [
        .. Enumerable.Range(0, layer.Norms).SelectMany(norm => Norm(NormName(norm), layer.Norm, hidden)),
        .. layer.Attention.Accept(new AttentionTensors(hidden)),
        .. layer.FeedForward.Accept(new FeedForwardTensors(hidden)),
        .. residualStreams > 1 ? [.. HyperConnection("hc_attn", hidden, residualStreams), .. HyperConnection("hc_ffn", hidden, residualStreams)] : (IEnumerable<Tensor>)[],
        .. layer.PerLayerInputWidth > 0 ? PerLayerInput(layer.PerLayerInputWidth, hidden) : [],
    ];

    /// <summary>What joins the residual streams into one before the output head.</summary>
    internal static IEnumerable<Tensor> HyperConnectionHead(int hidden, int streams) => Mixer("hc_head", hidden, streams, streams, 1);

    private static IEnumerable<Tensor> HyperConnection(string name, int hidden, int streams) =>
        Mixer(name, hidden, streams, (2 + streams) * streams, 3);

    private static IEnumerable<Tensor> Mixer(string name, int hidden, int streams, int outputs, int scales) =>
    [
        .. Linear(name + "_fn", TensorRole.HyperConnection, ModelPart.Norms, outputs, (long)streams * hidden, Sharding.Replicated),
        Vector(name + "_base", TensorRole.HyperConnection, ModelPart.Norms, outputs),
        Vector(name + "_scale", TensorRole.HyperConnection, ModelPart.Norms, scales),
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
