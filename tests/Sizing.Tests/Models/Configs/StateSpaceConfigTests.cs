using Sizing.Models;
using static Sizing.Tests.Models.Configs.TinyConfig;

namespace Sizing.Tests.Models.Configs;

/// <summary>State-space and hybrid families, with every optional key away from its default or left out where the checkpoints say it.</summary>
public sealed class StateSpaceConfigTests
{
    // modeling_mamba2.py, 3 heads of 2, 1 group of 5: in_proj of 6 + 16 + 3, convolution over 6 + 2 · 5 channels, A, D and dt bias, gated norm, out_proj.
    private const int Mamba2In = (6 + 16 + 3) * 8, Mamba2Convolution = 16 * 3, Mamba2Norm = 6, Mamba2Rest = 3 * 3 + 6 * 8;

    private const string NemotronMamba = """ "head_dim":4,"mamba_num_heads":3,"mamba_head_dim":2,"n_groups":1,"ssm_state_size":5,"conv_kernel":3, """;

    private const string NemotronMixture = """ "n_routed_experts":4,"num_experts_per_tok":2,"moe_intermediate_size":6,"n_shared_experts":2,"moe_shared_expert_intermediate_size":5, """;

    private const string Mamba2 = """ "mamba_d_ssm":6,"mamba_n_heads":3,"mamba_d_head":2,"mamba_n_groups":1,"mamba_d_state":5,"mamba_d_conv":3, """;

    private const string JambaMamba = """ "mamba_expand":1,"mamba_d_state":3,"mamba_d_conv":5,"mamba_dt_rank":7,"mamba_conv_bias":false,"mamba_proj_bias":true, """;

    // modeling_jamba.py, 8 inner channels, state 3, rank 7: in_proj, convolution, x_proj, dt_proj with bias, A, D, out_proj, three norms.
    private const int JambaBlock = 2 * 8 * 8 + 16 + 8 * 5 + (7 + 6) * 8 + 7 * 8 + 8 + 8 * 3 + 8 + 8 * 8 + 8 + 7 + 3 + 3;

    // The same of 64 inner channels on 32, state 16, rank 32 / 16, convolution of 4 with bias.
    private const int JambaDefault = 2 * 64 * 32 + 64 * 5 + (2 + 32) * 64 + 2 * 64 + 64 + 64 * 16 + 64 + 64 * 32 + 2 + 16 + 16;

    // modeling_mamba.py: 72 inner channels on 24, rank 24 / 16 rounded up; 64 on 32.
    private const int Mamba72 = 2 * 72 * 24 + 72 * 5 + (2 + 32) * 72 + 2 * 72 + 72 + 72 * 16 + 72 + 72 * 24;

    private const int Mamba64 = 2 * 64 * 32 + 64 * 5 + (2 + 32) * 64 + 2 * 64 + 64 + 64 * 16 + 64 + 64 * 32;

    // modeling_lfm2.py: in_proj of 3 · 8, a depthwise convolution, out_proj; attention with norms of 4 channels.
    private const int Convolution = 3 * 64 + 8 * 3 + 64, NormedAttention = SelfAttention + 2 * 4;

    [Theory]
    [InlineData("mamba", """ "intermediate_size":12,"state_size":3,"conv_kernel":5,"time_step_rank":2,"use_conv_bias":false,"use_bias":true """,
        Table + Norm + 2 * (Norm + 2 * 12 * 8 + 24 + 12 * 5 + (2 + 6) * 12 + 2 * 12 + 12 + 12 * 3 + 12 + 12 * 8 + 8))]
    [InlineData("mamba", """ "hidden_size":24,"intermediate_size":null,"expand":3,"time_step_rank":"auto" """, 10 * 24 + 24 + 2 * (24 + Mamba72))]
    [InlineData("mamba", """ "hidden_size":32,"intermediate_size":null """, 10 * 32 + 32 + 2 * (32 + Mamba64))]
    [InlineData("mamba2", """ "num_heads":3,"head_dim":2,"n_groups":1,"state_size":5,"conv_kernel":3,"use_conv_bias":false,"use_bias":true """,
        2 * Table + Norm + 2 * (Norm + Mamba2In + 25 + Mamba2Convolution + Mamba2Norm + Mamba2Rest + 8))]
    [InlineData("jamba", JambaMamba + """ "num_hidden_layers":4,"attn_layer_period":2,"attn_layer_offset":0,"expert_layer_period":3,"expert_layer_offset":2,"num_experts":4,"num_experts_per_tok":2 """,
        2 * Table + Norm + 8 * Norm + 2 * SelfAttention + 2 * JambaBlock + 3 * Gated + 4 * (8 + Gated))]
    [InlineData("jamba", """ "hidden_size":32,"num_experts":1,"num_experts_per_tok":1,"mamba_dt_rank":"auto" """, 2 * 10 * 32 + 32 + 2 * (JambaDefault + 3 * 32 * 20 + 64))]
    [InlineData("jamba", """ "hidden_size":32,"num_experts":1,"num_experts_per_tok":1 """, 2 * 10 * 32 + 32 + 2 * (JambaDefault + 3 * 32 * 20 + 64))]
    // modeling_nemotron_h.py: one norm a layer; 4 experts of 6 with a correction bias beside a shared one of 2 · 5, none gated.
    [InlineData("nemotron_h", NemotronMamba + NemotronMixture + """ "hybrid_override_pattern":"M*-E","use_conv_bias":false,"use_bias":true,"attention_bias":true,"mlp_bias":true """,
        2 * Table + 5 * Norm + Mamba2In + 25 + Mamba2Convolution + Mamba2Norm + Mamba2Rest + 8 + SelfAttention + QkvBias + OutputBias + Plain + PlainBias + 4 * 8 + 4 + 4 * 2 * 8 * 6 + 2 * 8 * 10)]
    [InlineData("nemotron_h", NemotronMamba + """ "layers_block_type":["mamba"] """, 2 * Table + 2 * Norm + Mamba2In + Mamba2Convolution + 16 + Mamba2Norm + Mamba2Rest)]
    // modeling_granitemoehybrid.py: the shared block alone where there are no experts; 2 heads of 4, 2 groups of 3 without 'mamba_d_head'.
    [InlineData("granitemoehybrid", """ "layer_types":["attention","mamba"],"num_local_experts":0,"shared_intermediate_size":6,"mamba_n_heads":2,"mamba_d_head":"auto","mamba_expand":1,"mamba_n_groups":2,"mamba_d_state":3,"mamba_d_conv":5 """,
        2 * Table + 5 * Norm + SelfAttention + (8 + 20 + 2) * 8 + 20 * 5 + 20 + 3 * 2 + 8 + 64 + 2 * 3 * 8 * 6)]
    [InlineData("granitemoehybrid", """ "layers_block_type":["attention","attention"],"num_local_experts":4,"num_experts_per_tok":2,"shared_intermediate_size":6 """,
        2 * Table + 5 * Norm + 2 * (SelfAttention + 4 * (8 + Gated) + 3 * 8 * 6))]
    [InlineData("bamba", """ "attn_layer_indices":[1],"mamba_n_heads":2,"mamba_n_groups":1,"mamba_d_state":5,"mamba_d_conv":3 """, // 2 heads of 2 · 8 / 2
        2 * Table + 5 * Norm + SelfAttention + (16 + 26 + 2) * 8 + 26 * 4 + 3 * 2 + 16 + 16 * 8 + 2 * Gated)]
    // modeling_falcon_h1.py: both mixers beside each other; no gated norm unless 'mamba_rms_norm'.
    [InlineData("falcon_h1", Mamba2 + """ "attention_bias":true,"mlp_bias":true """,
        2 * Table + Norm + 2 * (2 * Norm + SelfAttention + QkvBias + OutputBias + Mamba2In + Mamba2Convolution + 16 + Mamba2Rest + Gated + 2 * 20 + 8))]
    [InlineData("falcon_h1", Mamba2 + """ "mamba_d_head":"auto" """, 2 * Table + Norm + 2 * (2 * Norm + SelfAttention + Mamba2In + Mamba2Convolution + 16 + Mamba2Rest + Gated))]
    [InlineData("falcon_h1", Mamba2 + """ "mamba_rms_norm":true """, 2 * Table + Norm + 2 * (2 * Norm + SelfAttention + Mamba2In + Mamba2Convolution + 16 + Mamba2Norm + Mamba2Rest + Gated))]
    [InlineData("lfm2", """ "layer_types":["conv","full_attention"],"conv_L_cache":4,"conv_bias":true,"block_auto_adjust_ff_dim":false """,
        Table + 5 * Norm + 2 * Gated + Convolution + 8 + 24 + 8 + 8 + NormedAttention)]
    // configuration_lfm2.py and modeling_lfm2.py: 2 / 3 of 20 is 13, half as much again is 19, in steps of 8 is 24.
    [InlineData("lfm2", """ "num_hidden_layers":3,"full_attn_idxs":[1],"block_ffn_dim_multiplier":1.5,"block_multiple_of":8 """,
        Table + 7 * Norm + 3 * (3 * 8 * 24) + 2 * Convolution + NormedAttention)]
    [InlineData("lfm2", """ "block_multiple_of":8 """, Table + 5 * Norm + 2 * (3 * 8 * 16) + 2 * NormedAttention)] // all layers attend
    [InlineData("lfm2", """ "block_multiple_of":8,"block_ff_dim":30 """, Table + 5 * Norm + 2 * (3 * 8 * 24) + 2 * NormedAttention)] // the older key decides
    [InlineData("lfm2_moe", """ "num_hidden_layers":3,"layer_types":["conv","full_attention","conv"],"num_dense_layers":1,"num_experts":4,"num_experts_per_tok":2,"moe_intermediate_size":6 """,
        Table + 7 * Norm + 2 * Convolution + NormedAttention + Gated + 2 * (4 * 8 + 4 + 4 * 3 * 8 * 6))]
    public void Parameters_are_those_of_the_modelling_code(string type, string keys, long parameters) =>
        Assert.Equal(parameters, Read(type, keys).Parameters.Total);

    private const string Delta = """ "num_experts":0,"head_dim":6,"linear_num_key_heads":1,"linear_num_value_heads":2,"linear_key_head_dim":3,"linear_value_head_dim":5,"linear_conv_kernel_dim":3, """;

    // modeling_qwen3_next.py: queries with a gate, 2 heads of 6, norms of 6; delta net with keys of 1 · 3 and values of 2 · 5.
    private const int Full = 24 * 8 + 3 * 12 * 8 + 2 * 6, Linear = 2 * (3 + 10) * 8 + 2 * 2 * 8 + 16 * 3 + 2 + 2 + 5 + 10 * 8;

    [Theory]
    [InlineData("qwen3_next", """ "full_attention_interval":3,"num_hidden_layers":3 """, new[] { false, false, true }, true)]
    [InlineData("qwen3_next", """ "layer_types":["full_attention","linear_attention"] """, new[] { true, false }, true)]
    [InlineData("qwen3_5", """ "full_attention_interval":3 """, new[] { false, false }, false)] // no module unless a key announces it
    [InlineData("qwen3_5", """ "full_attention_interval":1,"mtp_num_hidden_layers":1 """, new[] { true, true }, true)]
    public void Qwen_hybrids_attend_where_the_interval_or_the_list_says(string type, string keys, bool[] full, bool hasModule)
    {
        var model = Read(type, Delta + keys);
        var layers = full.Sum(isFull => (isFull ? Full : Linear) + Gated + 2 * Norm);
        Assert.Equal(hasModule, model.Mtp is not null);
        Assert.Equal(full, model.Layers.Select(layer => layer.Attention is GroupedQueryAttention));
        Assert.Equal((2 * Table + Norm + layers, hasModule ? 2 * 64 + 3 * Norm + Full + Gated + 2 * Norm : null), (model.Parameters.Total, model.Parameters.Mtp));
    }

    private const string Latent = """ "kv_lora_rank":6,"qk_nope_head_dim":4,"qk_rope_head_dim":2,"v_head_dim":4,"num_experts":4,"num_experts_per_token":2,"moe_intermediate_size":6,"first_k_dense_replace":2, """;

    [Theory]
    [InlineData(""" "short_conv_kernel_size":3,"kda_layers":[1] """, new[] { 3, 3, 3 })] // layers count from 1; a convolution each for query, key, value
    [InlineData(""" "short_conv_kernel_size":3 """, new int[0])]
    public void Kimi_Linear_convolves_in_the_layers_that_its_config_lists(string keys, int[] widths)
    {
        var model = Read("kimi_linear", Latent + """ "linear_attn_config":{"num_heads":2,"head_dim":4, """ + keys + "}");
        Assert.Equal(widths, model.Tensors().Where(tensor => tensor.Role is TensorRole.Convolution).Select(tensor => (int)tensor.Columns));
    }

    [Theory]
    [InlineData("""  "hybrid_override_pattern":"" """, "describes 0 layers")]
    [InlineData(""" "hybrid_override_pattern":"?" """, "a layer as '?'")]
    [InlineData(""" "layers_block_type":null """, "'layers_block_type'")]
    public void Nemotron_H_without_a_readable_pattern_is_refused(string keys, string expected) =>
        Assert.Contains(expected, Refusal("nemotron_h", NemotronMamba + keys), StringComparison.Ordinal);

    [Fact]
    public void Nemotron_H_may_have_4096_layers_and_not_one_more()
    {
        Assert.Equal(4096, Read("nemotron_h", $""" "hybrid_override_pattern":"{new string('-', 4096)}" """).Layers.Count);
        Assert.Contains("describes 4097 layers", Refusal("nemotron_h", $""" "hybrid_override_pattern":"{new string('-', 4097)}" """), StringComparison.Ordinal);
    }
}
