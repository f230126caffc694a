using static Sizing.Tests.Models.Configs.TinyConfig;

namespace Sizing.Tests.Models.Configs;

/// <summary>Families of the GPT kind, with every optional key away from its default or left out where the checkpoints say it.</summary>
public sealed class GptConfigTests
{
    [Theory]
    // mosaicml/llm-foundry, modeling_mpt.py: Wqkv of 2 + 2 · 1 heads, learned positions unless ALiBi, every bias unless 'no_bias'.
    [InlineData("mpt", """ "no_bias":false,"expansion_ratio":3,"max_seq_len":16,"attn_config":{"kv_n_heads":1,"alibi":false} """,
        Table + 16 * 8 + 2 * Norm + 2 * (16 * 8 + 16 + 64 + 8 + 2 * 8 * 24 + 24 + 8 + 4 * Norm))]
    [InlineData("mpt", """ "no_bias":false,"attn_config":{"alibi":false} """, Table + 2048 * 8 + 2 * Norm + 2 * (SelfAttention + QkvBias + OutputBias + 2 * 8 * 32 + 32 + 8 + 4 * Norm))]
    [InlineData("mpt", """ "attn_config":{"qk_ln":true} """, Table + Norm + 2 * (SelfAttention + 16 + 2 * 8 * 32 + 2 * Norm))]
    [InlineData("mpt", """ "max_seq_len":16 """, Table + Norm + 2 * (SelfAttention + 2 * 8 * 32 + 2 * Norm))]
    // transformers, modeling_gptj.py and modeling_codegen.py: one norm a layer, biases in the feed-forward and the head only.
    [InlineData("gptj", """ "n_inner":12 """, Table + Table + 10 + 2 * Norm + 2 * (SelfAttention + 2 * 8 * 12 + 12 + 8 + 2 * Norm))]
    [InlineData("codegen", "", Table + Table + 10 + 2 * Norm + 2 * (SelfAttention + 2 * 8 * 32 + 32 + 8 + 2 * Norm))]
    // modeling_gpt_neo.py: the bias of the output and none of query, key, value; learned positions.
    [InlineData("gpt_neo", """ "max_position_embeddings":16 """, Table + 16 * 8 + 2 * Norm + 2 * (SelfAttention + OutputBias + Plain + PlainBias + 4 * Norm))]
    [InlineData("gpt2", """ "n_inner":12,"n_positions":16 """, Table + 16 * 8 + 2 * Norm + 2 * (SelfAttention + QkvBias + OutputBias + 2 * 8 * 12 + 12 + 8 + 4 * Norm))]
    // modeling_gpt_bigcode.py: one key-value head unless 'multi_query' is false.
    [InlineData("gpt_bigcode", """ "multi_query":false,"n_positions":16 """, Table + 16 * 8 + 2 * Norm + 2 * (SelfAttention + QkvBias + OutputBias + 2 * 8 * 32 + 32 + 8 + 4 * Norm))]
    [InlineData("gpt_bigcode", """ "n_positions":16 """, Table + 16 * 8 + 2 * Norm + 2 * (16 * 8 + 16 + 64 + 8 + 2 * 8 * 32 + 32 + 8 + 4 * Norm))]
    [InlineData("gpt_neox", "", 2 * Table + 2 * Norm + 2 * (SelfAttention + QkvBias + OutputBias + Plain + PlainBias + 4 * Norm))]
    [InlineData("gpt_neox", """ "attention_bias":false """, 2 * Table + 2 * Norm + 2 * (SelfAttention + Plain + PlainBias + 4 * Norm))]
    // modeling_falcon.py: the new architecture has two norms unless 'num_ln_in_parallel_attn' says one; the old one has one key-value head.
    [InlineData("falcon", """ "new_decoder_architecture":true,"num_ln_in_parallel_attn":1,"num_kv_heads":1,"ffn_hidden_size":12,"bias":true """,
        Table + 2 * Norm + 2 * (16 * 8 + 16 + 64 + 8 + 2 * 8 * 12 + 12 + 8 + 2 * Norm))]
    [InlineData("falcon", "", Table + 2 * Norm + 2 * (16 * 8 + 64 + 2 * 8 * 32 + 2 * Norm))]
    [InlineData("falcon", """ "multi_query":false,"parallel_attn":false """, Table + 2 * Norm + 2 * (SelfAttention + 2 * 8 * 32 + 4 * Norm))]
    // modeling_opt.py: two rows of positions more than the context, projections around a narrower embedding.
    [InlineData("opt", """ "max_position_embeddings":16,"word_embed_proj_dim":4 """,
        10 * 4 + 2 * 4 * 8 + (16 + 2) * 8 + 2 * Norm + 2 * (SelfAttention + QkvBias + OutputBias + Plain + PlainBias + 4 * Norm))]
    [InlineData("opt", """ "enable_bias":false,"layer_norm_elementwise_affine":false """, Table + (2048 + 2) * 8 + 2 * (SelfAttention + Plain))] // as Galactica
    [InlineData("opt", """ "_remove_final_layer_norm":true """, Table + (2048 + 2) * 8 + 2 * (SelfAttention + QkvBias + OutputBias + Plain + PlainBias + 4 * Norm))]
    [InlineData("opt", """ "enable_bias":false,"do_layer_norm_before":false """, Table + (2048 + 2) * 8 + 2 * (SelfAttention + Plain + 4 * Norm))]
    // modeling_phi.py: one norm a layer, a bias in the head, LayerNorms of 4 channels on queries and keys.
    [InlineData("phi", """ "qk_layernorm":true """, 2 * Table + 10 + 2 * Norm + 2 * (SelfAttention + QkvBias + OutputBias + 2 * 2 * 4 + Plain + PlainBias + 2 * Norm))]
    [InlineData("phi", """ "intermediate_size":null """, 2 * Table + 10 + 2 * Norm + 2 * (SelfAttention + QkvBias + OutputBias + 2 * 8 * 32 + 32 + 8 + 2 * Norm))]
    [InlineData("nemotron", """ "attention_bias":true,"mlp_bias":true """, 2 * Table + 2 * Norm + 2 * (SelfAttention + QkvBias + OutputBias + Plain + PlainBias + 4 * Norm))]
    [InlineData("nemotron", "", 2 * Table + 2 * Norm + 2 * (SelfAttention + Plain + 4 * Norm))]
    [InlineData("starcoder2", "", Table + 2 * Norm + 2 * (SelfAttention + QkvBias + OutputBias + Plain + PlainBias + 4 * Norm))]
    [InlineData("bert", """ "max_position_embeddings":16,"type_vocab_size":3 """, Table + (16 + 3) * 8 + 2 * Norm + 8 * 8 + 8 + 2 * (SelfAttention + QkvBias + OutputBias + Plain + PlainBias + 4 * Norm))]
    public void Parameters_are_those_of_the_modelling_code(string type, string keys, long parameters) =>
        Assert.Equal(parameters, Read(type, keys).Parameters.Total);

    [Fact]
    public void The_learned_positions_of_GPT_2_bound_its_context() =>
        Assert.Equal(16, Read("gpt2", """ "n_positions":16 """).MaxContext);

    [Theory]
    [InlineData("gptj")]
    [InlineData("phi")]
    [InlineData("falcon")]
    public void Parallel_blocks_share_one_LayerNorm(string type)
    {
        var norms = Read(type).Tensors().Where(tensor => tensor.Layer == 0 && tensor.LocalName.Contains("layernorm", StringComparison.Ordinal));
        Assert.Equal(["input_layernorm.weight", "input_layernorm.bias"], norms.Select(tensor => tensor.LocalName));
    }
}
