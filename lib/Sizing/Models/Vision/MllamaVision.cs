using Sizing.Models.Reading;
using static Sizing.Models.Vision.VisionBlocks;

namespace Sizing.Models.Vision;

/// <summary>The vision encoder and projector of Llama 3.2 Vision: local layers, then gated global ones, over tiles.</summary>
internal static class MllamaVision
{
    internal static IEnumerable<Tensor> Tensors(ConfigSection vision, int textHidden)
    {
        var width = vision.Required("hidden_size");
        var inner = vision.Required("intermediate_size");
        var patch = vision.Required("patch_size");
        var side = vision.Required("image_size") / patch;
        var positions = (long)side * side + 1;
        var tiles = vision.Required("max_num_tiles");
        var ratios = (vision.Lists("supported_aspect_ratios") ?? 8) + 1L; // configuration_mllama.py: all ways to lay up to four tiles
        return
        [
            .. Matrix("vision_model.patch_embedding", width, 3L * patch * patch, bias: false),
            Table("vision_model.class_embedding", width),
            Table("vision_model.gated_positional_embedding.gate", 1),
            Table("vision_model.gated_positional_embedding.embedding", positions, width),
            Table("vision_model.gated_positional_embedding.tile_embedding", ratios, tiles * positions * width),
            .. TileEmbedding("vision_model.pre_tile_positional_embedding", ratios, tiles, width),
            .. TileEmbedding("vision_model.post_tile_positional_embedding", ratios, tiles, width),
            .. LayerNorm("vision_model.layernorm_pre", width),
            .. LayerNorm("vision_model.layernorm_post", width),
            .. Layers(Count(vision, "num_hidden_layers"), name => Layer(name, width, inner, attentionBias: false), "vision_model.transformer.layers"),
            .. Layers(Count(vision, "num_global_layers"), name => [.. Layer(name, width, inner, attentionBias: false), Table(name + ".gate_attn", 1), Table(name + ".gate_ffn", 1)], "vision_model.global_transformer.layers"),
            .. Matrix("multi_modal_projector", textHidden, vision.Required("vision_output_dim"), sharding: Sharding.ByOutput),
        ];
    }

    private static int Count(ConfigSection vision, string key) => vision.RequiredUpTo(ModelConfig.MostLayers, key);

    private static IEnumerable<Tensor> TileEmbedding(string name, long ratios, int tiles, int width) =>
        [Table(name + ".embedding", ratios, (long)tiles * width), Table(name + ".gate", 1)];
}
