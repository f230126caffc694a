using Sizing.Models.Reading;
using static Sizing.Models.Vision.VisionBlocks;

namespace Sizing.Models.Vision;

/// <summary>Pixtral: RMS norms, rotary positions, a gated feed-forward, no biases.</summary>
internal static class PixtralVision
{
    internal static IEnumerable<Tensor> Tower(ConfigSection vision)
    {
        var shape = EncoderShape.Pixtral.Read(vision);
        return
        [
            .. Matrix("vision_tower.patch_conv", shape.Width, shape.PatchValues, bias: false),
            Table("vision_tower.ln_pre.weight", shape.Width),
            .. Layers(shape.Layers, name => Layer(name, shape.Width, shape.Inner), "vision_tower.transformer.layers"),
        ];
    }

    /// <summary>The encoder and projector of Mistral Small 3.1: patches are merged before two matrices project them.</summary>
    internal static IEnumerable<Tensor> Mistral3(ConfigSection root, ConfigSection vision, int textHidden)
    {
        var width = EncoderShape.Pixtral.Read(vision).Width;
        var side = root.Positive("spatial_merge_size") ?? 2;
        return
        [
            .. Tower(vision),
            Table("multi_modal_projector.norm.weight", width),
            .. Matrix("multi_modal_projector.patch_merger.merging_layer", width, (long)width * side * side, bias: false),
            .. TwoMatrices("multi_modal_projector", textHidden, width, textHidden, root.Flag("multimodal_projector_bias")),
        ];
    }

    private static IEnumerable<Tensor> Layer(string name, int width, int inner) =>
    [
        Table(name + ".attention_norm.weight", width),
        Table(name + ".ffn_norm.weight", width),
        .. Attention(name, width, 3L * width, bias: false),
        .. GatedFeedForward(name, inner, width, bias: false),
    ];
}
