using static Sizing.Tests.Models.Configs.TinyConfig;

namespace Sizing.Tests.Models.Configs;

/// <summary>Families of the Llama kind, with every optional key away from its default or left out where the checkpoints say it.</summary>
public sealed class DenseConfigTests
{
    [Theory]
    [InlineData("olmo", "", 2 * Table + 2 * (SelfAttention + Gated))] // modeling_olmo.py: LayerNorm without weight
    [InlineData("stablelm", """ "use_qkv_bias":true,"qk_layernorm":true,"use_parallel_residual":true """, // modeling_stablelm.py: a norm for each head
        2 * Table + 2 * Norm + 2 * (SelfAttention + QkvBias + 2 * 8 + Gated + 2 * Norm))]
    [InlineData("stablelm", "", 2 * Table + 2 * Norm + 2 * (SelfAttention + Gated + 4 * Norm))]
    // THUDM/chatglm3-6b, modeling_chatglm.py: groups count only with 'multi_query_attention'.
    [InlineData("chatglm", """ "add_qkv_bias":true,"multi_query_group_num":1,"padded_vocab_size":12 """, 2 * 12 * 8 + Norm + 2 * (SelfAttention + QkvBias + Gated + 2 * Norm))]
    [InlineData("chatglm", """ "add_bias_linear":true,"multi_query_attention":true,"multi_query_group_num":1 """,
        2 * Table + Norm + 2 * ((8 + 2 * 4) * 8 + 16 + 64 + 8 + Gated + 2 * 20 + 8 + 2 * Norm))]
    [InlineData("glm", """ "head_dim":4 """, 2 * Table + Norm + 2 * (SelfAttention + QkvBias + Gated + 2 * Norm))] // configuration_glm.py: attention_bias true
    [InlineData("glm4", """ "head_dim":4 """, 2 * Table + Norm + 2 * (SelfAttention + QkvBias + Gated + 4 * Norm))] // configuration_glm4.py: attention_bias true
    [InlineData("hyperclovax", """ "use_post_norm":true,"mlp_bias":true """, 2 * Table + Norm + 2 * (SelfAttention + Gated + 2 * 20 + 8 + 4 * Norm))]
    [InlineData("hyperclovax", """ "attention_bias":true """, 2 * Table + Norm + 2 * (SelfAttention + QkvBias + OutputBias + Gated + 2 * Norm))]
    // microsoft/Phi-3-small-8k-instruct, modeling_phi3_small.py: biases everywhere.
    [InlineData("phi3small", """ "ff_intermediate_size":20 """, Table + 2 * Norm + 2 * (SelfAttention + QkvBias + OutputBias + Gated + 2 * 20 + 8 + 4 * Norm))]
    [InlineData("seed_oss", """ "head_dim":4 """, 2 * Table + Norm + 2 * (SelfAttention + QkvBias + Gated + 2 * Norm))]
    [InlineData("seed_oss", """ "head_dim":4,"attention_bias":false,"attention_out_bias":true,"mlp_bias":true """,
        2 * Table + Norm + 2 * (SelfAttention + OutputBias + Gated + 2 * 20 + 8 + 2 * Norm))]
    [InlineData("gemma", """ "head_dim":6 """, Table + Norm + 2 * (4 * 8 * 12 + Gated + 2 * Norm))]
    // modeling_gemma.py, modeling_olmo.py and those that follow them: 'attention_bias' on query, key, value and output.
    [InlineData("gemma", """ "head_dim":4,"attention_bias":true """, Table + Norm + 2 * (SelfAttention + QkvBias + OutputBias + Gated + 2 * Norm))]
    // One local layer and a full one, both of 2 heads of 4; four norms each, and norms of queries and keys.
    [InlineData("gemma4", """ "head_dim":4,"global_head_dim":4,"hidden_size_per_layer_input":0,"attention_bias":true """,
        Table + Norm + 2 * (SelfAttention + QkvBias + OutputBias + 2 * 4 + Gated + 4 * Norm))]
    [InlineData("olmo", """ "attention_bias":true """, 2 * Table + 2 * (SelfAttention + QkvBias + OutputBias + Gated))]
    [InlineData("olmo2", """ "attention_bias":true """, 2 * Table + Norm + 2 * (SelfAttention + QkvBias + OutputBias + 2 * 8 + Gated + 2 * Norm))]
    [InlineData("gemma2", """ "head_dim":6 """, Table + Norm + 2 * (4 * 8 * 12 + Gated + 4 * Norm))]
    [InlineData("gemma3", """ "head_dim":6 """, Table + Norm + 2 * (4 * 8 * 12 + 2 * 6 + Gated + 4 * Norm))]
    [InlineData("qwen3", """ "head_dim":6 """, 2 * Table + Norm + 2 * (4 * 8 * 12 + 2 * 6 + Gated + 2 * Norm))]
    [InlineData("qwen", "", 2 * Table + Norm + 2 * (SelfAttention + QkvBias + Gated / 2 + 2 * Norm))] // modeling_qwen.py: half of intermediate_size each
    [InlineData("mllama", "", Table + 8 * 8 + Table + Norm + 2 * (SelfAttention + Gated + 2 * Norm))] // modeling_mllama.py: vocab_size + 8 embeddings
    [InlineData("mllama", """ "cross_attention_layers":[1] """, // norms of 4 channels and two gates
        Table + 8 * 8 + Table + Norm + 2 * (SelfAttention + Gated + 2 * Norm) + 2 * 4 + 2)]
    [InlineData("exaone4", "", 2 * Table + Norm + 2 * (SelfAttention + 2 * 4 + Gated + 2 * Norm))]
    [InlineData("ministral3", """ "head_dim":4 """, 2 * Table + Norm + 2 * (SelfAttention + Gated + 2 * Norm))] // modeling_ministral3.py
    [InlineData("olmo2", "", 2 * Table + Norm + 2 * (SelfAttention + 2 * 8 + Gated + 2 * Norm))]
    [InlineData("cohere2", """ "attention_bias":true """, Table + Norm + 2 * (SelfAttention + QkvBias + OutputBias + Gated + Norm))]
    public void Parameters_are_those_of_the_modelling_code(string type, string keys, long parameters) =>
        Assert.Equal(parameters, Read(type, keys).Parameters.Total);

    [Fact]
    public void MiMo_has_biases_on_query_key_and_value_and_a_prediction_module_of_one_layer()
    {
        // XiaomiMiMo/MiMo-7B-Base, modeling_mimo.py: a projection of both inputs, three norms, one layer.
        var count = Read("mimo", """ "num_nextn_predict_layers":1 """).Parameters;
        const int layer = SelfAttention + QkvBias + Gated + 2 * Norm;
        Assert.Equal((2 * Table + Norm + 2 * layer, 2 * 8 * 8 + 3 * Norm + layer), (count.Total, count.Mtp));
    }

    /// <summary>transformers, models/gemma4/modeling_gemma4.py: the last layer shares the keys and values of an earlier one, and its block is twice as wide.</summary>
    [Fact]
    public void Gemma_4_shares_keys_and_values_in_its_last_layers_and_packs_inputs_for_each_layer()
    {
        const int local = 4 * 8 * 12, norms = 2 * 6, perLayer = 2 * 3 * 8 + Norm;
        const int shared = 2 * 8 * 10 + 5; // query and output of 2 global heads of 5, and the norm of its queries
        const int tables = Table + 11 * 2 * 3 + 2 * 3 * 8 + 3; // tokens; per-layer rows, their projection and norm
        var gemma = Read("gemma4", """
            "head_dim":6,"global_head_dim":5,"num_kv_shared_layers":1,"use_double_wide_mlp":true,"hidden_size_per_layer_input":3,"vocab_size_per_layer_input":11
            """);
        Assert.Equal(tables + Norm + local + norms + shared + 3 * Gated + 2 * (4 * Norm + perLayer), gemma.Parameters.Total);
    }

    [Theory]
    // A full layer whose values are its keys: query and output of 2 heads of 5, key of 1 head, two norms of 5.
    [InlineData(""" "attention_k_eq_v":true,"num_global_key_value_heads":1 """, 2 * 8 * 10 + 8 * 5 + 2 * 5)]
    [InlineData(""" "num_global_key_value_heads":1 """, 4 * 8 * 10 + 2 * 5)] // the key counts only with attention_k_eq_v
    [InlineData(""" "use_double_wide_mlp":true """, 4 * 8 * 10 + 2 * 5)] // only shared layers are wide
    public void Gemma_4_reads_its_global_heads_and_needs_no_per_layer_inputs(string keys, int full)
    {
        var gemma = Read("gemma4", """ "head_dim":6,"global_head_dim":5,"hidden_size_per_layer_input":0, """ + keys);
        Assert.Equal(Table + Norm + 4 * 8 * 12 + 2 * 6 + full + 2 * (Gated + 4 * Norm), gemma.Parameters.Total);
    }
}
