using Sizing.Models.Reading;
using static Sizing.Models.Vision.VisionEncoders;

namespace Sizing.Models.Vision;

/// <summary>The vision encoder, pixel-shuffle adapter and projector of Llama 4.</summary>
internal static class Llama4Vision
{
    /// <summary>The keys without which the encoder is not known.</summary>
    internal static IReadOnlyList<string> Keys => ["hidden_size", "intermediate_size", "patch_size", "image_size", "projector_input_dim", "projector_output_dim", "vision_output_dim", "num_hidden_layers"];

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
            .. Matrix("vision_model.vision_adapter.mlp.fc1", input, inner, bias: false),
            .. Matrix("vision_model.vision_adapter.mlp.fc2", output, input, bias: false),
            .. Matrix("multi_modal_projector.linear_1", textHidden, vision.Required("vision_output_dim"), bias: false),
        ];
    }

    private static IEnumerable<Tensor> Layer(string name, int width, int inner) =>
    [
        .. LayerNorm(name + ".input_layernorm", width),
        .. LayerNorm(name + ".post_attention_layernorm", width),
        .. Matrix(name + ".self_attn.qkv_proj", 3L * width, width),
        .. Matrix(name + ".self_attn.o_proj", width, width),
        .. Matrix(name + ".mlp.fc1", inner, width),
        .. Matrix(name + ".mlp.fc2", width, inner),
    ];
}
