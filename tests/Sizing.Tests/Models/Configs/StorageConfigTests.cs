using Sizing.Models;
using static Sizing.Tests.Models.Configs.TinyConfig;

namespace Sizing.Tests.Models.Configs;

/// <summary>How a checkpoint stores what the layers have: tied tables, fused matrices, data types, rotary tables.</summary>
public sealed class StorageConfigTests
{
    private const string Routed = """ "num_experts":4,"num_local_experts":4,"n_routed_experts":4,"num_experts_per_tok":2,"moe_intermediate_size":6,"kv_lora_rank":6,"qk_nope_head_dim":4,"qk_rope_head_dim":2,"v_head_dim":4, """;

    private const string Nested = """ "ffn_config":{"moe_num_experts":4,"moe_top_k":2,"ffn_hidden_size":6},"linear_attn_config":{"num_heads":2,"head_dim":4} """;

    /// <summary>tie_word_embeddings of each configuration class, where the key is absent.</summary>
    [Theory]
    [InlineData("bloom", true)]
    [InlineData("ernie4_5", true)]
    [InlineData("smollm3", true)]
    [InlineData("minicpm", true)] // openbmb/MiniCPM-2B, configuration_minicpm.py
    [InlineData("minicpm3", true)]
    [InlineData("falcon_mamba", true)]
    [InlineData("cohere", true)]
    [InlineData("llama", false)]
    [InlineData("baichuan", false)]
    [InlineData("exaone", false)]
    [InlineData("mistral", false)]
    [InlineData("mixtral", false)]
    [InlineData("gpt_oss", false)]
    [InlineData("phi3", false)]
    [InlineData("phimoe", false)]
    [InlineData("qwen2", false)]
    [InlineData("qwen2_moe", false)]
    [InlineData("deepseek", false)]
    [InlineData("deepseek_v2", false)]
    [InlineData("deepseek_v3", false)]
    [InlineData("glm4_moe", false)]
    [InlineData("dbrx", false)]
    [InlineData("kimi_linear", false)]
    public void Embedding_and_head_share_a_table_where_the_configuration_class_says_so(string type, bool tied) =>
        Assert.Equal(tied, Read(type, Routed + Nested).TiesEmbeddings);

    /// <summary>One matrix for query, key and value, and one for gate and up, by the parameters' names in the modelling code.</summary>
    [Theory]
    [InlineData("baichuan", "", true, false)] // W_pack
    [InlineData("bloom", "", true, false)] // query_key_value
    [InlineData("chatglm", "", true, true)] // query_key_value, dense_h_to_4h
    [InlineData("codegen", "", true, false)] // qkv_proj
    [InlineData("gptj", "", false, false)]
    [InlineData("dbrx", Nested, true, false)] // Wqkv
    [InlineData("falcon", "", true, false)] // query_key_value
    [InlineData("glm", "", false, true)] // gate_up_proj
    [InlineData("gpt2", "", true, false)] // c_attn
    [InlineData("gpt_bigcode", "", true, false)] // c_attn
    [InlineData("gpt_neox", "", true, false)] // query_key_value
    [InlineData("mpt", "", true, false)] // Wqkv
    [InlineData("phi3", "", true, true)] // qkv_proj, gate_up_proj
    [InlineData("phi3small", """ "ff_intermediate_size":20 """, true, true)] // query_key_value, up_proj
    [InlineData("qwen", "", true, false)] // c_attn
    [InlineData("llama", "", false, false)]
    [InlineData("granitemoehybrid", """ "layer_types":["attention","attention"],"num_local_experts":0,"shared_intermediate_size":6 """, false, true)] // input_linear
    [InlineData("bamba", """ "attn_layer_indices":[0,1] """, false, false)]
    public void Projections_are_fused_where_the_checkpoint_has_one_matrix(string type, string keys, bool qkv, bool gateUp)
    {
        var roles = Read(type, keys).Tensors().Select(tensor => tensor.Role).ToHashSet();
        Assert.Equal((qkv, !qkv), (roles.Contains(TensorRole.QueryKeyValue), roles.Contains(TensorRole.Query)));
        Assert.Equal(gateUp, roles.Contains(TensorRole.GateUp));
    }

    [Theory]
    [InlineData("llama", "", 1)]
    [InlineData("llama", """ "partial_rotary_factor":0.75,"rotary_pct":0.5 """, 0.75)]
    [InlineData("llama", """ "rotary_pct":0.5,"rope_parameters":{"partial_rotary_factor":0.25} """, 0.5)]
    [InlineData("llama", """ "rope_parameters":{"partial_rotary_factor":0.25} """, 0.25)]
    [InlineData("llama", """ "partial_rotary_factor":0 """, 0)]
    // Defaults of the configuration classes.
    [InlineData("gpt_neox", "", 0.25)]
    [InlineData("stablelm", "", 0.25)]
    [InlineData("qwen3_next", "", 0.25)]
    [InlineData("qwen3_5_text", "", 0.25)]
    [InlineData("qwen3_5", """ "text_config":{"hidden_size":8,"num_hidden_layers":2,"num_attention_heads":4,"intermediate_size":20,"vocab_size":10} """, 0.25)]
    [InlineData("phi", "", 0.5)]
    [InlineData("nemotron", "", 0.5)]
    [InlineData("glm", "", 0.5)]
    [InlineData("glm4", "", 0.5)]
    [InlineData("glm4_moe", Routed, 0.5)]
    [InlineData("bamba", """ "attn_layer_indices":[0] """, 0.5)]
    public void The_share_of_rotary_channels_is_that_of_the_config_or_its_class(string type, string keys, double share) =>
        Assert.Equal(share, Read(type, keys).RotaryShare);

    /// <summary>vLLM, model_executor/layers/rotary_embedding: the rows of its cosine and sine tables for 16 positions.</summary>
    [Theory]
    [InlineData("llama", """ "rope_scaling":null """, 16)]
    [InlineData("llama", """ "rope_scaling":{"type":"linear","factor":4} """, 64)]
    [InlineData("llama", """ "rope_scaling":{"rope_type":"dynamic","factor":1} """, 16)]
    [InlineData("llama", """ "rope_scaling":{"rope_type":"dynamic","factor":65536} """, 16 * 65_536)]
    [InlineData("llama", """ "rope_scaling":{"rope_type":"linear","type":"yarn","factor":4,"original_max_position_embeddings":8} """, 64)] // the newer name decides
    [InlineData("llama", """ "original_max_position_embeddings":4,"rope_scaling":{"rope_type":"yarn","factor":4,"original_max_position_embeddings":8} """, 32)]
    [InlineData("llama", """ "original_max_position_embeddings":4,"rope_scaling":{"rope_type":"yarn","factor":4} """, 16)]
    [InlineData("llama", """ "rope_scaling":{"rope_type":"yarn","factor":4} """, 64)]
    [InlineData("llama", """ "rope_parameters":{"rope_type":"yarn"} """, 16)]
    [InlineData("llama", """ "rope_scaling":{"type":"su","original_max_position_embeddings":8} """, 16 + 8)] // one table for short, one for long prompts
    [InlineData("llama", """ "rope_scaling":{"rope_type":"longrope"} """, 16)]
    [InlineData("llama", """ "rope_scaling":{"rope_type":"llama3","factor":8} """, 16)]
    [InlineData("llama", """ "rope_scaling":{"mrope_section":[1,1]} """, 64)]
    [InlineData("llama", """ "rope_scaling":{"rope_type":"linear","factor":2},"rope_parameters":{"rope_type":"linear","factor":4} """, 32)]
    [InlineData("llama", """ "rope_parameters":{"rope_type":"linear","factor":4} """, 64)]
    [InlineData("llama", """ "rope_parameters":{"full_attention":{"rope_type":"linear","factor":2},"sliding_attention":{"rope_type":"default"}} """, 32 + 16)]
    [InlineData("llama", """ "rope_parameters":{"full_attention":{"rope_type":"linear","factor":2}} """, 32 + 16)]
    [InlineData("llama", """ "rope_parameters":{"sliding_attention":{"rope_type":"default"}} """, 16 + 16)]
    [InlineData("llama", """ "rope_parameters":{"full_attention":7} """, 16)]
    [InlineData("gemma3", "", 16 + 16)]
    [InlineData("llama", """ "rope_local_base_freq":10000 """, 16 + 16)]
    public void The_rotary_tables_are_as_long_as_the_scaling_makes_them(string type, string keys, long positions) =>
        Assert.Equal(positions, Read(type, """ "max_position_embeddings":16""" + (keys.Length > 0 ? "," + keys : "")).RotaryPositions);

    [Theory]
    [InlineData(""" "partial_rotary_factor":-0.5 """, "-0.5 for the share of rotary channels")]
    [InlineData(""" "partial_rotary_factor":1.5 """, "1.5 for the share of rotary channels")]
    [InlineData(""" "max_position_embeddings":16,"rope_scaling":{"type":"linear","factor":0.5} """, "stretches its positions by 0.5")]
    [InlineData(""" "max_position_embeddings":16,"rope_scaling":{"type":"linear","factor":65537} """, "stretches its positions by 65537")]
    public void Impossible_rotary_positions_are_refused(string keys, string expected) => Assert.Contains(expected, Refusal("llama", keys), StringComparison.Ordinal);

    [Theory]
    [InlineData("""  "dtype":"float32","torch_dtype":"float16" """, "fp32")] // the newer name decides
    [InlineData("""  "torch_dtype":"torch.float16" """, "fp16")]
    [InlineData("""  "torch_dtype":"auto" """, "bf16")]
    [InlineData("""  "model_type":"llava","torch_dtype":"float16","text_config":{"model_type":"llama","torch_dtype":"float32"} """, "fp16")] // the outer one decides
    [InlineData("""  "model_type":"llava","text_config":{"model_type":"llama","torch_dtype":"float32"} """, "fp32")]
    public void The_type_of_stored_weights_is_found_under_each_of_its_names(string keys, string type) => Assert.Equal(type, Read("llama", keys).StoredType.Name);

    [Theory]
    [InlineData(""" "quantization_config":{"quant_method":"awq"},"text_config":{"model_type":"llama"} """, "awq")]
    [InlineData(""" "text_config":{"model_type":"llama","quantization_config":{"quant_method":"gptq"}} """, "gptq")]
    [InlineData(""" "quantization_config":{"quant_method":"awq"},"text_config":{"model_type":"llama","quantization_config":{"quant_method":"gptq"}} """, "awq")]
    public void The_quantization_is_found_in_the_file_or_in_its_text_model(string keys, string method) =>
        Assert.Equal(method, Read("llava", keys).QuantizationConfig!.Value.GetProperty("quant_method").GetString());
}
