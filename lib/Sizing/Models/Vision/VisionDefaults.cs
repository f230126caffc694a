namespace Sizing.Models.Vision;

/// <summary>What transformers takes for whole numbers that a <c>vision_config</c> leaves out: the defaults of its configuration class.</summary>
/// <remarks>Source: huggingface/transformers, src/transformers/models/*/configuration_*.py, classes *VisionConfig, as of 2026-11.</remarks>
internal static class VisionDefaults
{
    /// <summary>The defaults by key, for the encoder of a model type; none where its own reading has them.</summary>
    internal static IReadOnlyDictionary<string, int> Of(string? modelType) => modelType switch
    {
        "qwen2_vl" => new Dictionary<string, int> { ["depth"] = 32, ["embed_dim"] = 1280, ["hidden_size"] = 3584, ["patch_size"] = 14 },
        "qwen2_5_vl" => new Dictionary<string, int>
        {
            ["depth"] = 32,
            ["hidden_size"] = 3584,
            ["intermediate_size"] = 3420,
            ["num_heads"] = 16,
            ["patch_size"] = 14,
            ["out_hidden_size"] = 3584,
        },
        "qwen3_vl" or "qwen3_vl_moe" or "qwen3_5" or "qwen3_5_moe" => new Dictionary<string, int>
        {
            ["depth"] = 27,
            ["hidden_size"] = 1152,
            ["intermediate_size"] = 4304,
            ["in_channels"] = 3,
            ["patch_size"] = 16,
            ["spatial_merge_size"] = 2,
            ["temporal_patch_size"] = 2,
            ["out_hidden_size"] = 3584,
            ["num_position_embeddings"] = 2304,
        },
        "llama4" => new Dictionary<string, int>
        {
            ["hidden_size"] = 768,
            ["num_hidden_layers"] = 34,
            ["intermediate_size"] = 5632,
            ["vision_output_dim"] = 7680,
            ["image_size"] = 448,
            ["patch_size"] = 14,
            ["projector_input_dim"] = 4096,
            ["projector_output_dim"] = 4096,
        },
        "mllama" => new Dictionary<string, int>
        {
            ["hidden_size"] = 1280,
            ["num_hidden_layers"] = 32,
            ["num_global_layers"] = 8,
            ["intermediate_size"] = 5120,
            ["vision_output_dim"] = 7680,
            ["image_size"] = 448,
            ["patch_size"] = 14,
            ["max_num_tiles"] = 4,
        },
        "gemma4" => new Dictionary<string, int>
        {
            ["hidden_size"] = 768,
            ["intermediate_size"] = 3072,
            ["num_hidden_layers"] = 16,
            ["num_attention_heads"] = 12,
            ["num_key_value_heads"] = 12,
            ["head_dim"] = 64,
            ["patch_size"] = 16,
            ["position_embedding_size"] = 10_240,
        },
        _ => new Dictionary<string, int>(),
    };
}
