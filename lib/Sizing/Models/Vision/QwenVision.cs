using Sizing.Models.Reading;
using static Sizing.Models.Vision.VisionBlocks;

namespace Sizing.Models.Vision;

/// <summary>The vision encoder of Qwen3-VL and Qwen3.5, with its deep-stack mergers.</summary>
internal static class QwenVision
{
    /// <summary>The keys without which the encoder is not known.</summary>
    internal static IReadOnlyList<string> Keys => ["hidden_size", "intermediate_size", "patch_size", "in_channels", "spatial_merge_size", "out_hidden_size", "num_position_embeddings", "depth"];

    internal static IEnumerable<Tensor> Tensors(ConfigSection vision)
    {
        var width = vision.Required("hidden_size");
        var inner = vision.Required("intermediate_size");
        var patch = (long)vision.Required("patch_size") * vision.Required("patch_size");
        var inputs = vision.Required("in_channels") * (long)(vision.Positive("temporal_patch_size") ?? 1) * patch;
        var merged = (long)width * vision.Required("spatial_merge_size") * vision.Required("spatial_merge_size");
        var output = vision.Required("out_hidden_size");
        var deep = vision.Ints("deepstack_visual_indexes")?.Count ?? 0;
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
