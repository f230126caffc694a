namespace Sizing.Models.Reading;

/// <summary>
/// What transformers takes for whole numbers that a config leaves out: the defaults of the model type's configuration class, where they
/// differ from what the family's own reading falls back to. A key that says null takes none of them.
/// </summary>
/// <remarks>Source: huggingface/transformers, src/transformers/models/*/configuration_*.py, as of 2026-11.</remarks>
internal static class ClassDefaults
{
    /// <summary>The defaults of a model type by key; none where the class is not known.</summary>
    internal static IReadOnlyDictionary<string, int> Of(string modelType) => modelType switch
    {
        "bamba" => Shape(4096, 14_336, 32, 32, 8, 128_000, 262_144),
        "cohere" => Shape(8192, 22_528, 40, 64, null, 256_000, 8192),
        "cohere2" => Shape(8192, 22_528, 40, 64, null, 256_000, 8192, ("sliding_window", 4096)),
        "deepseek_v2" or "deepseek_vl_v2" => Shape(4096, 11_008, 32, 32, null, 32_000, 2048,
            [.. Latent(1536, 512, 128, 128), ("n_routed_experts", 64), ("n_shared_experts", 2), ("moe_intermediate_size", 1407)]),
        "deepseek_v3" or "deepseek_v32" or "kimi_k2" or "kimi_k25" => Shape(7168, 18_432, 61, 128, 128, 129_280, 4096,
            [.. Latent(1536, 512, 128, 128), .. Routed(256, 8, 2048), ("first_k_dense_replace", 3)]),
        "ernie4_5" => Shape(1024, 3072, 18, 16, 2, 103_424, 131_072, ("head_dim", 128)),
        "ernie4_5_moe" => Shape(2560, 12_288, 28, 20, 4, 103_424, 131_072,
            ("moe_num_experts", 64), ("moe_k", 6), ("moe_intermediate_size", 1536), ("moe_num_shared_experts", 2)),
        "exaone4" => Shape(4096, 16_384, 32, 32, 32, 102_400, 2048, ("sliding_window", 4096)),
        "exaone_moe" => Shape(4096, 16_384, 32, 32, 32, 102_400, 2048,
            ("sliding_window", 4096), ("num_experts", 64), ("num_experts_per_tok", 8), ("moe_intermediate_size", 1024), ("num_shared_experts", 1)),
        "falcon_h1" => Shape(4096, 14_336, 32, 32, 8, 128_000, 8192, ("mamba_d_ssm", 1024)),
        "gemma" => Shape(3072, 24_576, 28, 16, 16, 256_000, 8192),
        "gemma2" => Shape(2304, 9216, 26, 8, 4, 256_000, 8192, ("sliding_window", 4096)),
        "gemma3" or "gemma3_text" => Shape(2304, 9216, 26, 8, 4, 262_208, 131_072, ("sliding_window", 4096)),
        "gemma4" or "gemma4_text" => Shape(2304, 9216, 30, 8, 4, 262_144, 131_072, ("sliding_window", 512)),
        "glm" or "glm4" => Shape(4096, 13_696, 40, 32, 2, 151_552, 131_072, ("head_dim", 128)),
        "glm4_moe" => Shape(4096, 10_944, 46, 96, 8, 151_552, 131_072, [.. Routed(128, 8, 1408), ("first_k_dense_replace", 1)]),
        "glm4v_text" => Shape(4096, 13_696, 40, 32, 2, 151_552, 32_768),
        "glm4v_moe_text" => Shape(4096, 10_944, 46, 96, 8, 151_424, 65_536, [.. Routed(128, 8, 1408), ("first_k_dense_replace", 1)]),
        "glm4_moe_lite" => Shape(2048, 10_240, 47, 20, 20, 154_880, 202_752,
            [.. Latent(768, 512, 192, 256), .. Routed(64, 4, 1536), ("first_k_dense_replace", 1)]),
        "glm_moe_dsa" => Shape(6144, 12_288, 78, 64, 64, 154_880, 202_752,
            [.. Latent(2048, 512, 192, 256), .. Routed(256, 8, 2048), ("first_k_dense_replace", 3), ("index_n_heads", 32), ("index_head_dim", 128)]),
        "gpt_oss" => Shape(2880, 2880, 36, 64, 8, 201_088, 131_072,
            ("head_dim", 64), ("sliding_window", 128), ("num_local_experts", 128), ("num_experts_per_tok", 4)),
        "granite" => Shape(4096, 11_008, 32, 32, null, 32_000, 2048),
        "granitemoe" or "granitemoeshared" => Shape(4096, 11_008, 32, 32, null, 32_000, 2048, ("num_local_experts", 8), ("num_experts_per_tok", 2)),
        "granitemoehybrid" => Shape(4096, 11_008, 32, 32, null, 32_000, 2048,
            ("num_local_experts", 8), ("num_experts_per_tok", 2), ("shared_intermediate_size", 1024)),
        "jamba" => Shape(4096, 14_336, 32, 32, 8, 65_536, 262_144, ("num_experts", 16), ("num_experts_per_tok", 2)),
        "lfm2" => Shape(2560, 12_288, 32, 32, 8, 65_536, 128_000),
        "lfm2_moe" => Shape(2048, 7168, 32, 32, 8, 65_536, 128_000, ("num_experts", 32), ("num_experts_per_tok", 4), ("moe_intermediate_size", 1792)),
        "llama" => Shape(4096, 11_008, 32, 32, null, 32_000, 2048),
        "llama4" or "llama4_text" => Shape(5120, 8192, 48, 40, 8, 202_048, 131_072,
            ("head_dim", 128), ("intermediate_size_mlp", 16_384), ("num_local_experts", 16), ("num_experts_per_tok", 1)),
        "minimax" => Shape(4096, 14_336, 32, 32, 8, 32_000, 131_072, ("num_local_experts", 8), ("num_experts_per_tok", 2)),
        "minimax_m2" => Shape(3072, 1536, 62, 48, 8, 200_064, 196_608, ("head_dim", 128), ("num_local_experts", 256), ("num_experts_per_tok", 8)),
        "ministral3" => Shape(4096, 14_336, 34, 32, 8, 131_072, 262_144, ("head_dim", 128)),
        "mistral" => Shape(4096, 14_336, 32, 32, 8, 32_000, 131_072, ("sliding_window", 4096)),
        "mixtral" => Shape(4096, 14_336, 32, 32, 8, 32_000, 131_072, ("num_local_experts", 8), ("num_experts_per_tok", 2)),
        "mllama" or "mllama_text_model" => Shape(4096, 14_336, 40, 32, 8, 128_256, 131_072),
        "nemotron" => Shape(6144, 24_576, 32, 48, null, 256_000, 4096),
        "nemotron_h" => Shape(4096, 21_504, null, 32, 8, 131_072, 4096,
            [("head_dim", 128), ("mamba_num_heads", 128), ("mamba_head_dim", 64), .. Routed(8, 2, 7688), ("moe_shared_expert_intermediate_size", 7688)]),
        "olmo" or "olmo2" => Shape(4096, 11_008, 32, 32, null, 50_304, 2048),
        "olmo3" => Shape(4096, 11_008, 32, 32, null, 50_304, 2048, ("sliding_window", 4096)),
        "olmoe" => Shape(2048, 2048, 16, 16, null, 50_304, 4096, ("num_experts", 64), ("num_experts_per_tok", 8)),
        "phi3" => Shape(3072, 8192, 32, 32, null, 32_064, 4096),
        "phimoe" => Shape(4096, 6400, 32, 32, 8, 32_064, 131_072, ("num_local_experts", 16), ("num_experts_per_tok", 2)),
        "qwen2" => Shape(4096, 22_016, 32, 32, 32, 151_936, 32_768, ("sliding_window", 4096)),
        "qwen2_vl" or "qwen2_vl_text" or "qwen2_5_vl" or "qwen2_5_vl_text" => Shape(8192, 29_568, 80, 64, 8, 152_064, 32_768,
            ("sliding_window", 4096), ("max_window_layers", 80)),
        "qwen2_moe" => Shape(2048, 5632, 24, 16, 16, 151_936, 32_768,
            ("sliding_window", 4096), ("num_experts", 60), ("num_experts_per_tok", 4), ("moe_intermediate_size", 1408), ("shared_expert_intermediate_size", 5632)),
        "qwen3" => Shape(4096, 22_016, 32, 32, 32, 151_936, 32_768, ("sliding_window", 4096)),
        "qwen3_vl" or "qwen3_vl_text" => Shape(4096, 22_016, 32, 32, 32, 151_936, 128_000),
        "qwen3_moe" => Shape(2048, 6144, 24, 32, 4, 151_936, 32_768,
            ("sliding_window", 4096), ("num_experts", 128), ("num_experts_per_tok", 8), ("moe_intermediate_size", 768)),
        "qwen3_vl_moe" or "qwen3_vl_moe_text" => Shape(2048, 5632, 24, 16, 16, 151_936, 128_000,
            ("num_experts", 60), ("num_experts_per_tok", 4), ("moe_intermediate_size", 1408)),
        "qwen3_next" => Shape(2048, 5632, 48, 16, 2, 151_936, 32_768,
            ("num_experts", 512), ("num_experts_per_tok", 10), ("moe_intermediate_size", 512), ("shared_expert_intermediate_size", 512)),
        "qwen3_5" or "qwen3_5_text" => Shape(4096, 12_288, 32, 16, 4, 248_320, 32_768),
        "qwen3_5_moe" or "qwen3_5_moe_text" => Shape(2048, null, 40, 16, 2, 248_320, 32_768,
            ("num_experts", 256), ("num_experts_per_tok", 8), ("moe_intermediate_size", 512), ("shared_expert_intermediate_size", 512)),
        "seed_oss" => Shape(4096, 27_648, 64, 80, 8, 155_136, 524_288, ("head_dim", 128)),
        "smollm3" => Shape(2048, 11_008, 36, 16, 4, 128_256, 32_768),
        "solar_open" => Shape(4096, null, 48, 64, 8, 196_608, 131_072, [.. Routed(128, 8, 1280), ("head_dim", 128)]),
        "stablelm" => Shape(2560, 6912, 32, 32, 32, 50_304, 4096),
        "starcoder2" => Shape(3072, 12_288, 30, 24, 2, 49_152, 4096),
        _ => new Dictionary<string, int>(),
    };

    private static Dictionary<string, int> Shape(
        int hidden, int? width, int? layers, int heads, int? keyValueHeads, int vocabulary, int positions, params ReadOnlySpan<(string Key, int Value)> others)
    {
        var keys = new Dictionary<string, int>
        {
            ["hidden_size"] = hidden,
            ["num_attention_heads"] = heads,
            ["vocab_size"] = vocabulary,
            ["max_position_embeddings"] = positions,
        };
        foreach (var (key, value) in (ReadOnlySpan<(string, int?)>)[("intermediate_size", width), ("num_hidden_layers", layers), ("num_key_value_heads", keyValueHeads)])
            if (value is { } number)
                keys[key] = number;
        foreach (var (key, value) in others)
            keys[key] = value;
        return keys;
    }

    private static (string Key, int Value)[] Latent(int queryRank, int keyValueRank, int nopeHeadSize, int valueHeadSize) =>
    [
        ("q_lora_rank", queryRank), ("kv_lora_rank", keyValueRank), ("qk_nope_head_dim", nopeHeadSize), ("qk_rope_head_dim", 64), ("v_head_dim", valueHeadSize),
    ];

    /// <summary>Routed experts of that width beside one shared expert.</summary>
    private static (string Key, int Value)[] Routed(int experts, int perToken, int width) =>
        [("n_routed_experts", experts), ("num_experts_per_tok", perToken), ("moe_intermediate_size", width), ("n_shared_experts", 1)];
}
