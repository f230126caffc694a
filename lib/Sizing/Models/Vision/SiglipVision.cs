using Sizing.Models.Reading;
using static Sizing.Models.Vision.VisionEncoders;

namespace Sizing.Models.Vision;

/// <summary>SigLIP and the projector of Gemma 3.</summary>
internal static class SiglipVision
{
    /// <summary>The keys without which the encoder is not known.</summary>
    internal static IReadOnlyList<string> Keys => ["hidden_size", "intermediate_size", "patch_size", "image_size", "num_hidden_layers"];

    internal static IEnumerable<Tensor> Tensors(ConfigSection vision, int textHidden)
    {
        var width = vision.Required("hidden_size");
        var inner = vision.Required("intermediate_size");
        var patch = vision.Required("patch_size");
        var side = vision.Required("image_size") / patch;
        return
        [
            .. Matrix("vision_tower.embeddings.patch_embedding", width, 3L * patch * patch),
            Table("vision_tower.embeddings.position_embedding.weight", (long)side * side, width),
            .. Layers(vision.RequiredUpTo(ModelConfig.MostLayers, "num_hidden_layers"), name => Layer(name, width, inner), "vision_tower.encoder.layers"),
            .. LayerNorm("vision_tower.post_layernorm", width),
            Table("multi_modal_projector.mm_soft_emb_norm.weight", width),
            .. Matrix("multi_modal_projector.mm_input_projection_weight", textHidden, width, bias: false),
        ];
    }

    private static IEnumerable<Tensor> Layer(string name, int width, int inner) =>
    [
        .. LayerNorm(name + ".layer_norm1", width),
        .. LayerNorm(name + ".layer_norm2", width),
        .. Matrix(name + ".self_attn.qkv_proj", 3L * width, width),
        .. Matrix(name + ".self_attn.out_proj", width, width),
        .. Matrix(name + ".mlp.fc1", inner, width),
        .. Matrix(name + ".mlp.fc2", width, inner),
    ];
}
