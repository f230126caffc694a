using Sizing.Models.Reading;
using static Sizing.Models.Vision.VisionBlocks;

namespace Sizing.Models.Vision;

/// <summary>CLIP: a vision transformer with a class token, learned positions and norms at both ends.</summary>
internal static class ClipVision
{
    internal static IEnumerable<Tensor> Tower(ConfigSection vision)
    {
        var shape = EncoderShape.Clip.Read(vision);
        return
        [
            Table("vision_tower.embeddings.class_embedding", shape.Width),
            .. Matrix("vision_tower.embeddings.patch_embedding", shape.Width, shape.PatchValues, bias: false),
            Table("vision_tower.embeddings.position_embedding.weight", shape.Patches + 1, shape.Width),
            .. LayerNorm("vision_tower.pre_layrnorm", shape.Width),
            .. Layers(shape.Layers, name => Layer(name, shape.Width, shape.Inner), "vision_tower.encoder.layers"),
            .. LayerNorm("vision_tower.post_layernorm", shape.Width),
        ];
    }
}
