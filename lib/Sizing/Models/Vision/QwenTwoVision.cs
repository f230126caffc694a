using Sizing.Models.Reading;
using static Sizing.Models.Vision.VisionBlocks;

namespace Sizing.Models.Vision;

/// <summary>
/// The vision encoders of Qwen2-VL (LayerNorm, plain feed-forward), and of Qwen2.5-VL and EXAONE 4.5 (RMSNorm, gated feed-forward,
/// key-value heads where the config has them).
/// </summary>
internal static class QwenTwoVision
{
    internal static IEnumerable<Tensor> Plain(ConfigSection vision)
    {
        var width = vision.Required("embed_dim");
        var inner = (long)width * (vision.Positive("mlp_ratio") ?? 4);
        return
        [
            .. PatchEmbedding(vision, width),
            .. Layers(vision.RequiredUpTo(ModelConfig.MostLayers, "depth"), name => Layer(name, width, inner)),
            .. LayerNorm("visual.merger.ln_q", width),
            .. Merger(vision, width, vision.Required("hidden_size")),
        ];
    }

    /// <summary>The keys without which the encoder of EXAONE 4.5 is not known.</summary>
    internal static IReadOnlyList<string> GatedKeys => ["hidden_size", "intermediate_size", "num_heads", "out_hidden_size", "depth", "patch_size"];

    internal static IEnumerable<Tensor> Gated(ConfigSection vision)
    {
        var width = vision.Required("hidden_size");
        var inner = vision.Required("intermediate_size");
        var heads = vision.Required("num_heads");
        var keys = (long)width / heads * (vision.Positive("num_key_value_heads") ?? heads);
        return
        [
            .. PatchEmbedding(vision, width),
            .. Layers(vision.RequiredUpTo(ModelConfig.MostLayers, "depth"), name => GatedLayer(name, width, inner, keys)),
            Table("visual.merger.ln_q.weight", width),
            .. Merger(vision, width, vision.Required("out_hidden_size")),
        ];
    }

    private static IEnumerable<Tensor> PatchEmbedding(ConfigSection vision, int width)
    {
        var patch = (long)vision.Required("patch_size", "spatial_patch_size");
        var channels = vision.Positive("in_channels", "in_chans") ?? 3;
        return Matrix("visual.patch_embed.proj", width, channels * (vision.Positive("temporal_patch_size") ?? 2) * patch * patch, bias: false);
    }

    private static IEnumerable<Tensor> Merger(ConfigSection vision, int width, int output)
    {
        var side = vision.Positive("spatial_merge_size") ?? 2;
        var merged = (long)width * side * side;
        return TwoMatrices("visual.merger.mlp", merged, merged, output);
    }

    private static IEnumerable<Tensor> GatedLayer(string name, int width, int inner, long keys) =>
    [
        Table(name + ".norm1.weight", width),
        Table(name + ".norm2.weight", width),
        .. Attention(name, width, width + 2 * keys, bias: true),
        .. GatedFeedForward(name, inner, width, bias: true),
    ];
}
