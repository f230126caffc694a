using Sizing.Models.Formats;
using Sizing.Tests.Models.Configs;

namespace Sizing.Tests.Models.Formats;

/// <summary>ggml-org/llama.cpp, src/llama-quant.cpp, llama_tensor_get_type: what a file type makes of each tensor.</summary>
public sealed class GgufSchemeTests
{
    private const string Shape = """ "hidden_size":256,"intermediate_size":512,"num_attention_heads":4,"num_hidden_layers":32, """;

    [Theory]
    [InlineData("llama", "", "Q4_K", "Q6_K")]
    [InlineData("gemma", """ "head_dim":64 """, "Q6_K", null)] // a table that is embedding and head is the head's
    public void The_embedding_is_stored_as_the_head_where_it_is_the_head(string type, string keys, string embedding, string? head)
    {
        var codings = Codings(type, keys, "Q4_K_M");
        Assert.Equal((embedding, head), (codings["model.embed_tokens.weight"], codings.GetValueOrDefault("lm_head.weight")));
    }

    [Theory]
    // Q2_K: four heads or more to a key-value head make values worth more bits.
    [InlineData("Q2_K", 1, "Q4_K")]
    [InlineData("Q2_K", 2, "Q3_K")]
    [InlineData("Q2_K", 4, "Q3_K")]
    public void Values_that_many_heads_share_have_more_bits(string fileType, int keyValueHeads, string coding) =>
        Assert.Equal(coding, Codings("llama", $""" "num_key_value_heads":{keyValueHeads} """, fileType)["model.layers.20.self_attn.v_proj.weight"]);

    [Theory]
    // Latent attention has one key-value head for all of its heads (convert_hf_to_gguf.py, DeepseekV2Model).
    [InlineData(4, "Q4_K")]
    [InlineData(2, "Q3_K")]
    public void Latent_attention_shares_its_values_among_all_heads(int heads, string coding) =>
        Assert.Equal(coding, Codings("minicpm3", $""" "num_attention_heads":{heads},"kv_lora_rank":256,"qk_nope_head_dim":64,"qk_rope_head_dim":32,"v_head_dim":64 """, "Q2_K")["model.layers.20.self_attn.kv_b_proj.weight"]);

    [Theory]
    // The 70B model and Qwen2 72B, 80 layers with shared heads; LLaMA 65B has 80 layers too and shares none.
    [InlineData("llama", 1, "Q5_K")]
    [InlineData("qwen2", 1, "Q5_K")]
    [InlineData("llama", 4, "Q4_K")]
    [InlineData("mistral", 1, "Q4_K")]
    public void Values_of_the_70B_have_five_bits_in_every_layer(string type, int keyValueHeads, string coding) =>
        Assert.Equal(coding, Codings(type, $""" "num_hidden_layers":80,"num_key_value_heads":{keyValueHeads} """, "Q4_K_S")["model.layers.50.self_attn.v_proj.weight"]);

    [Theory]
    [InlineData("falcon", "Q3_K")] // i_layer < n_layer / 16 ? Q5_K : !falcon || use_more_bits ? Q4_K : Q3_K
    [InlineData("RefinedWeb", "Q3_K")]
    [InlineData("RefinedWebModel", "Q3_K")]
    [InlineData("llama", "Q4_K")]
    public void Falcon_keeps_three_bits_in_the_middle_of_Q3_K_M(string type, string coding) =>
        Assert.Equal(coding, Codings(type, "", "Q3_K_M")["model.layers.5.mlp.down_proj.weight"]);

    [Theory]
    [InlineData("mamba", """ "intermediate_size":512,"time_step_rank":256 """, "mixer.in_proj.weight")]
    [InlineData("gemma4_text", """ "head_dim":64,"global_head_dim":64,"hidden_size_per_layer_input":256 """, "per_layer_projection.weight")]
    [InlineData("opt", """ "word_embed_proj_dim":512 """, "model.project_in.weight")]
    public void What_has_no_rule_of_its_own_has_the_common_type(string type, string keys, string tensor) =>
        Assert.Contains(Codings(type, keys, "Q4_K_M"), coding => coding.Key.EndsWith(tensor, StringComparison.Ordinal) && coding.Value == "Q4_K");

    [Fact]
    public void The_layers_of_prediction_modules_count_among_the_layers()
    {
        // use_more_bits: the first and last eighth of the layers. 32 and 8 of prediction: the last eighth begins at layer 35, so 28 (a third one) has fewer.
        const string layer = "model.layers.29.mlp.down_proj.weight";
        Assert.Equal("Q6_K", Codings("mimo", "", "Q4_K_M")[layer]);
        Assert.Equal("Q4_K", Codings("mimo", """ "num_nextn_predict_layers":8 """, "Q4_K_M")[layer]);
    }

    [Fact]
    public void Biases_and_norms_stay_in_32_bit()
    {
        // llama_tensor_get_type is asked for matrices only: ggml_n_dims(tensor) >= 2.
        var model = TinyConfig.Read("qwen2", Shape);
        var coding = WeightFormat.Gguf("Q4_K_M").CodingsFor(model);
        Assert.All(model.Tensors().Where(tensor => tensor.IsVector), tensor => Assert.Equal("F32", coding(tensor).Name));
    }

    /// <summary>gguf-py/gguf/constants.py, TENSOR_NAMES.</summary>
    [Fact]
    public void Tensors_of_experts_have_the_names_of_their_kind()
    {
        var model = TinyConfig.Read("qwen2_moe", """ "num_experts":4,"num_experts_per_tok":2,"moe_intermediate_size":6,"shared_expert_intermediate_size":6,"mlp_only_layers":[1] """);
        var names = model.Tensors().Select(GgufNames.Of).ToHashSet();
        Assert.Superset(new HashSet<string?> { "blk.0.ffn_gate_exps.weight", "blk.0.ffn_up_shexp.weight", "blk.0.ffn_gate_inp.weight", "blk.1.ffn_down.weight", "blk.1.attn_k.weight" }, names);
        Assert.All(model.Tensors().Where(tensor => tensor.IsVector), tensor => Assert.Null(GgufNames.Of(tensor)));
        Assert.DoesNotContain("blk.1.ffn_gate_exps.weight", names);
        Assert.DoesNotContain("blk.0.ffn_gate.weight", names);
    }

    private static Dictionary<string, string> Codings(string type, string keys, string fileType)
    {
        var model = TinyConfig.Read(type, Shape + keys);
        var coding = WeightFormat.Gguf(fileType).CodingsFor(model);
        return model.Tensors().Where(tensor => !tensor.IsVector).DistinctBy(tensor => tensor.Name).ToDictionary(tensor => tensor.Name, tensor => coding(tensor).Name);
    }
}
