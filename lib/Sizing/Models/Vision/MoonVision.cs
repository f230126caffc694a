using Sizing.Models.Reading;
using static Sizing.Models.Vision.VisionBlocks;

namespace Sizing.Models.Vision;

/// <summary>
/// MoonViT and the projector of Kimi-VL and Kimi K2.5: a vision transformer over patches of any number, with a learned grid of
/// positions; patches are merged before two matrices project them. Defaults are those of configuration_kimi_vl.py, MoonViTConfig.
/// </summary>
internal static class MoonVision
{
    internal static IEnumerable<Tensor> Tensors(ConfigSection vision, int textHidden)
    {
        var width = vision.Positive("hidden_size", "vt_hidden_size") ?? 1152;
        var inner = vision.Positive("intermediate_size", "vt_intermediate_size") ?? 4304;
        var patch = (long)(vision.Positive("patch_size") ?? 14);
        var positions = (long)(vision.Positive("init_pos_emb_height") ?? 64) * (vision.Positive("init_pos_emb_width") ?? 64);
        var merged = (vision.Ints("merge_kernel_size") ?? [2, 2]).Aggregate((long)width, (product, side) => product * side);
        return
        [
            .. Matrix("vision_tower.patch_embed.proj", width, 3 * patch * patch),
            Table("vision_tower.patch_embed.pos_emb.weight", positions, width),
            .. Layers(LayerCount(vision), name => Layer(name, width, inner), "vision_tower.encoder.blocks"),
            .. LayerNorm("vision_tower.encoder.final_layernorm", width),
            .. LayerNorm("multi_modal_projector.pre_norm", width),
            .. Matrix("multi_modal_projector.linear_1", merged, merged),
            .. Matrix("multi_modal_projector.linear_2", textHidden, merged),
        ];
    }

    private static int LayerCount(ConfigSection vision) => vision.Has("num_hidden_layers") || vision.Has("vt_num_hidden_layers")
        ? vision.RequiredUpTo(ModelConfig.MostLayers, "num_hidden_layers", "vt_num_hidden_layers")
        : 27;
}
