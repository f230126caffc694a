using Sizing.Models.Reading;
using static Sizing.Models.Vision.VisionBlocks;

namespace Sizing.Models.Vision;

/// <summary>The vision encoder of Qwen3-VL and Qwen3.5, with its deep-stack mergers.</summary>
internal static class QwenVision
{
    /// <param name="vision">The encoder's config.</param>
    /// <param name="isDeep">Whether the class takes three mergers of deeper layers where none are named (Qwen3-VL).</param>
    internal static IEnumerable<Tensor> Tensors(ConfigSection vision, bool isDeep)
    {
        var width = vision.Required("hidden_size");
        var inner = vision.Required("intermediate_size");
        var patch = (long)vision.Required("patch_size") * vision.Required("patch_size");
        var inputs = vision.Required("in_channels") * (long)vision.Required("temporal_patch_size") * patch;
        var merged = (long)width * vision.Required("spatial_merge_size") * vision.Required("spatial_merge_size");
        var output = vision.Required("out_hidden_size");
        var deep = vision.Ints("deepstack_visual_indexes")?.Count ?? (isDeep ? 3 : 0);
        return
        [
            .. Matrix("visual.patch_embed.proj", width, inputs),
            Table("visual.pos_embed.weight", vision.Required("num_position_embeddings"), width),
            .. Layers(vision.RequiredUpTo(ModelConfig.MostLayers, "depth"), name => Layer(name, width, inner)),
            .. Merger("visual.merger", merged, output, width),
            .. Enumerable.Range(0, deep).SelectMany(index => Merger($"visual.deepstack_merger_list.{index}", merged, output, merged)),
        ];
    }

    private static IEnumerable<Tensor> Merger(string name, long merged, int output, long norm) =>
    [
        .. LayerNorm(name + ".norm", norm),
        .. TwoMatrices(name, merged, merged, output),
    ];
}
