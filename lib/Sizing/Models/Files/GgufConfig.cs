using System.Text.Json;
using System.Text.Json.Nodes;

namespace Sizing.Models.Files;

/// <summary>The keys of a GGUF file in the vocabulary of <c>config.json</c>, so that one reader builds the model.</summary>
/// <remarks>Source: ggml-org/llama.cpp, gguf-py/gguf/constants.py Keys and convert_hf_to_gguf.py.</remarks>
internal static class GgufConfig
{
    private static readonly (string Gguf, string Config)[] Numbers =
    [
        ("embedding_length", "hidden_size"),
        ("context_length", "max_position_embeddings"),
        ("feed_forward_length", "intermediate_size"),
        ("attention.head_count", "num_attention_heads"),
        ("attention.head_count_kv", "num_key_value_heads"),
        ("attention.sliding_window", "sliding_window"),
        ("attention.q_lora_rank", "q_lora_rank"),
        ("attention.kv_lora_rank", "kv_lora_rank"),
        ("attention.value_length_mla", "v_head_dim"),
        ("expert_count", "num_experts"),
        ("expert_count", "num_local_experts"),
        ("expert_count", "n_routed_experts"),
        ("expert_used_count", "num_experts_per_tok"),
        ("expert_feed_forward_length", "moe_intermediate_size"),
        ("expert_shared_feed_forward_length", "shared_expert_intermediate_size"),
        ("expert_shared_count", "n_shared_experts"),
        ("leading_dense_block_count", "first_k_dense_replace"),
        ("interleave_moe_layer_step", "interleave_moe_layer_step"),
        ("nextn_predict_layers", "num_nextn_predict_layers"),
        ("full_attention_interval", "full_attention_interval"),
        ("ssm.state_size", "state_size"),
        ("ssm.conv_kernel", "conv_kernel"),
        ("ssm.inner_size", "intermediate_size"),
        ("ssm.time_step_rank", "time_step_rank"),
        ("ssm.group_count", "n_groups"),
    ];

    /// <summary>What llama.cpp takes for files of Gemma 2 from before the key: src/llama-model.cpp, LLM_ARCH_GEMMA2.</summary>
    private const int EarlyGemma2Window = 4096;

    /// <summary>The config of the model in a GGUF file.</summary>
    /// <exception cref="SizingException">The architecture is not known, or a key that every model has is missing.</exception>
    internal static JsonElement Of(ModelHeader header)
    {
        var modelType = GgufArchitectures.ModelType(header);
        var names = header.Tensors.Select(tensor => tensor.Name).ToHashSet(StringComparer.Ordinal);
        var config = new JsonObject { ["model_type"] = modelType };
        foreach (var (gguf, key) in Numbers)
            Copy(header, gguf, config, key);
        config["num_hidden_layers"] = Layers(header);
        config["vocab_size"] = Vocabulary(header);
        config["tie_word_embeddings"] = !names.Contains("output.weight");
        config["attention_bias"] = names.Contains("blk.0.attn_q.bias") || names.Contains("blk.0.attn_qkv.bias");
        config["torch_dtype"] = "float16";
        Heads(header, config);
        if (modelType is "gemma2")
            config["sliding_window"] ??= EarlyGemma2Window;
        DenseAndExpertWidths(modelType, config);
        using var document = JsonDocument.Parse(config.ToJsonString());
        return document.RootElement.Clone();
    }

    private static string Key(ModelHeader header, string name) => $"{header.Metadata.Architecture}.{name}";

    private static void Copy(ModelHeader header, string gguf, JsonObject config, string key)
    {
        if (header.Metadata.Numbers(Key(header, gguf)) is not { Count: > 0 } list)
            return;
        var values = list.Distinct().ToArray();
        if (values.Length > 1)
            throw new SizingException($"{header.Path} gives each layer its own '{Key(header, gguf)}', which is not supported; give the model's config.json.");
        config[key] = Whole(header, gguf, values[0]);
    }

    private static long Whole(ModelHeader header, string gguf, double value) => value is >= 0 and <= 1L << 53 && value == Math.Floor(value)
        ? (long)value
        : throw new SizingException($"{header.Path} says {value} for '{Key(header, gguf)}', which must be a whole number.");

    private static long Layers(ModelHeader header) =>
        (header.Metadata.Number(Key(header, "block_count")) ?? throw Missing(header, Key(header, "block_count")))
        - (header.Metadata.Number(Key(header, "nextn_predict_layers")) ?? 0);

    private static long Vocabulary(ModelHeader header) =>
        header.Tensors.FirstOrDefault(tensor => tensor.Name == "token_embd.weight") is { Shape: [var rows, _] }
            ? rows
            : throw Missing(header, "token_embd.weight");

    private static void Heads(ModelHeader header, JsonObject config)
    {
        var keys = header.Metadata.Number(Key(header, "attention.key_length_mla"));
        if (keys is null)
            Copy(header, "attention.key_length", config, "head_dim");
        if (keys is null || header.Metadata.Number(Key(header, "rope.dimension_count")) is not { } rope)
            return;
        config["qk_rope_head_dim"] = rope;
        config["qk_nope_head_dim"] = keys.Value - rope;
        config["num_key_value_heads"] = config["num_attention_heads"]?.DeepClone();
    }

    private static void DenseAndExpertWidths(string modelType, JsonObject config)
    {
        if (modelType is not "llama4_text")
            return;
        config["intermediate_size_mlp"] = config["intermediate_size"]?.DeepClone();
        config["intermediate_size"] = config["moe_intermediate_size"]?.DeepClone();
    }

    private static SizingException Missing(ModelHeader header, string what) =>
        new($"{header.Path} has no '{what}', without which the model cannot be sized.");
}
