using Sizing.Models.Reading;
using static Sizing.Models.Vision.VisionBlocks;

namespace Sizing.Models.Vision;

/// <summary>The vision encoder, pixel-shuffle adapter and projector of Llama 4.</summary>
internal static class Llama4Vision
{
    internal static IEnumerable<Tensor> Tensors(ConfigSection vision, int textHidden)
    {
        var width = vision.Required("hidden_size");
        var inner = vision.Required("intermediate_size");
        var patch = vision.Required("patch_size");
        var side = vision.Required("image_size") / patch;
        var (input, output) = (vision.Required("projector_input_dim"), vision.Required("projector_output_dim"));
        return
        [
            .. Matrix("vision_model.patch_embedding.linear", width, 3L * patch * patch, bias: false),
            Table("vision_model.class_embedding", width),
            Table("vision_model.positional_embedding_vlm", (long)side * side + 1, width),
            .. LayerNorm("vision_model.layernorm_pre", width),
            .. LayerNorm("vision_model.layernorm_post", width),
            .. Layers(vision.RequiredUpTo(ModelConfig.MostLayers, "num_hidden_layers"), name => Layer(name, width, inner), "vision_model.model.layers"),
            .. TwoMatrices("vision_model.vision_adapter.mlp", input, inner, output, bias: false),
            .. Matrix("multi_modal_projector.linear_1", textHidden, vision.Required("vision_output_dim"), bias: false, Sharding.ByOutput),
        ];
    }
}
