using Sizing.Models.Reading;
using static Sizing.Models.Vision.VisionBlocks;

namespace Sizing.Models.Vision;

/// <summary>The vision encoder and projector of Gemma 4.</summary>
internal static class GemmaVision
{
    internal static IEnumerable<Tensor> Tensors(ConfigSection vision, int textHidden)
    {
        var width = vision.Required("hidden_size");
        var inner = vision.Required("intermediate_size");
        var heads = vision.Required("num_attention_heads");
        var keyValueHeads = vision.Positive("num_key_value_heads") ?? heads;
        var headSize = vision.Required("head_dim");
        var patch = vision.Required("patch_size");
        return
        [
            .. Matrix("vision_tower.patch_embedder.input_proj", width, 3L * patch * patch, bias: false),
            Table("vision_tower.patch_embedder.position_embedding_table", 2L * vision.Required("position_embedding_size"), width),
            .. Layers(
                vision.RequiredUpTo(ModelConfig.MostLayers, "num_hidden_layers"),
                name => Layer(name, width, inner, (long)heads * headSize, (long)keyValueHeads * headSize, headSize),
                "vision_tower.encoder.layers"),
            .. Matrix("embed_vision.embedding_projection", textHidden, width, bias: false),
        ];
    }

    private static IEnumerable<Tensor> Layer(string name, int width, int inner, long queries, long keys, int headSize) =>
    [
        .. Enumerable.Range(0, 4).Select(norm => Table($"{name}.norm_{norm}.weight", width)),
        .. Matrix(name + ".self_attn.q_proj", queries, width, bias: false, Sharding.ByOutput),
        .. Matrix(name + ".self_attn.k_proj", keys, width, bias: false, Sharding.ByOutput),
        .. Matrix(name + ".self_attn.v_proj", keys, width, bias: false, Sharding.ByOutput),
        .. Matrix(name + ".self_attn.o_proj", width, queries, bias: false, Sharding.ByInput),
        Table(name + ".self_attn.q_norm.weight", headSize),
        Table(name + ".self_attn.k_norm.weight", headSize),
        .. GatedFeedForward(name, inner, width, bias: false),
    ];
}
