using Sizing.Models.Reading;
using static Sizing.Models.Vision.VisionBlocks;

namespace Sizing.Models.Vision;

/// <summary>
/// LLaVA, LLaVA-NeXT and what follows them: another model's encoder, two matrices that project the features of one or several of
/// its layers, and from NeXT on a vector that ends a row of the image.
/// </summary>
internal static class LlavaVision
{
    /// <summary>The encoder and projector, or null when the encoder is one whose rule is not known.</summary>
    internal static IEnumerable<Tensor>? Tensors(ConfigSection root, ConfigSection vision, int textHidden, bool endsRows)
    {
        if (Tower(vision) is not var (tower, width))
            return null;
        var levels = root.IsList("vision_feature_layer") ? root.Lists("vision_feature_layer") ?? 1 : 1;
        return
        [
            .. tower,
            .. TwoMatrices("multi_modal_projector", textHidden, (long)width * levels, textHidden, root.Flag("multimodal_projector_bias", true)),
            .. endsRows ? [Table("image_newline", textHidden)] : (IEnumerable<Tensor>)[],
        ];
    }

    private static (IEnumerable<Tensor> Tensors, int Width)? Tower(ConfigSection vision) => vision.Text("model_type") switch
    {
        "clip_vision_model" => (ClipVision.Tower(vision), EncoderShape.Clip.Read(vision).Width),
        "siglip_vision_model" => (SiglipVision.Tower(vision, headByDefault: true), EncoderShape.Siglip.Read(vision).Width),
        "pixtral" => (PixtralVision.Tower(vision), EncoderShape.Pixtral.Read(vision).Width),
        _ => null,
    };
}
