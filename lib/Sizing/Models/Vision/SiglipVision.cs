using Sizing.Models.Reading;
using static Sizing.Models.Vision.VisionBlocks;

namespace Sizing.Models.Vision;

/// <summary>SigLIP: a vision transformer with learned positions; some checkpoints keep the head that pools by attention.</summary>
internal static class SiglipVision
{
    /// <summary>The encoder; with the pooling head when the config or else <paramref name="headByDefault"/> says so.</summary>
    internal static IEnumerable<Tensor> Tower(ConfigSection vision, bool headByDefault)
    {
        var shape = EncoderShape.Siglip.Read(vision);
        return
        [
            .. Matrix("vision_tower.embeddings.patch_embedding", shape.Width, shape.PatchValues),
            Table("vision_tower.embeddings.position_embedding.weight", shape.Patches, shape.Width),
            .. Layers(shape.Layers, name => Layer(name, shape.Width, shape.Inner), "vision_tower.encoder.layers"),
            .. LayerNorm("vision_tower.post_layernorm", shape.Width),
            .. vision.Flag("vision_use_head", headByDefault) ? Head(shape) : [],
        ];
    }

    /// <summary>The encoder and projector of Gemma 3.</summary>
    internal static IEnumerable<Tensor> Gemma3(ConfigSection vision, int textHidden)
    {
        var width = EncoderShape.Siglip.Read(vision).Width;
        return
        [
            .. Tower(vision, headByDefault: false),
            Table("multi_modal_projector.mm_soft_emb_norm.weight", width),
            .. Matrix("multi_modal_projector.mm_input_projection_weight", textHidden, width, bias: false),
        ];
    }

    /// <summary>The encoder and projector of PaliGemma.</summary>
    internal static IEnumerable<Tensor> PaliGemma(ConfigSection vision, int textHidden) =>
    [
        .. Tower(vision, headByDefault: false),
        .. Matrix("multi_modal_projector.linear", textHidden, EncoderShape.Siglip.Read(vision).Width),
    ];

    private static IEnumerable<Tensor> Head(EncoderShape shape) =>
    [
        Table("vision_tower.head.probe", shape.Width),
        .. Attention("vision_tower.head", shape.Width, 3L * shape.Width, bias: true),
        .. LayerNorm("vision_tower.head.layernorm", shape.Width),
        .. TwoMatrices("vision_tower.head.mlp", shape.Inner, shape.Width, shape.Width),
    ];
}
