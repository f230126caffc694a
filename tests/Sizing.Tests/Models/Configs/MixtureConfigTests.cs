using Sizing.Models;
using static Sizing.Tests.Models.Configs.TinyConfig;

namespace Sizing.Tests.Models.Configs;

/// <summary>Families with experts: which layers have them, and what they count, where the optional keys differ from the published checkpoints.</summary>
public sealed class MixtureConfigTests
{
    private const string Routed = """ "num_experts":4,"num_local_experts":4,"n_routed_experts":4,"num_experts_per_tok":2,"moe_intermediate_size":6, """;

    private const string Ernie = """ "moe_num_experts":4,"moe_k":2,"moe_intermediate_size":6,"num_hidden_layers":6, """;

    private const string Scout = Routed + """ "intermediate_size_mlp":20, """;

    private const string Latent = """ "kv_lora_rank":6,"qk_nope_head_dim":4,"qk_rope_head_dim":2,"v_head_dim":4, """;

    private const int Experts = 4 * 8 + 4 * 3 * 8 * 6; // router and 4 gated experts of 6

    /// <summary>One letter a layer: s for experts, d for a dense block.</summary>
    [Theory]
    // modeling_ernie4_5_moe.py: (index + 1) % interval == 0 between the first and the last index, both included.
    [InlineData("ernie4_5_moe", Ernie + """ "moe_layer_start_index":0,"moe_layer_end_index":4,"moe_layer_interval":3 """, "ddsddd")]
    [InlineData("ernie4_5_moe", Ernie + """ "moe_layer_start_index":2 """, "ddssss")]
    [InlineData("ernie4_5_moe", Ernie + """ "moe_layer_end_index":-1 """, "dsssss")] // the last layer
    [InlineData("ernie4_5_moe", Ernie + """ "moe_layer_end_index":1 """, "dsdddd")]
    [InlineData("ernie4_5", Ernie + """ "moe_layer_end_index":1 """, "dddddd")]
    // modeling_qwen2_moe.py: index not in 'mlp_only_layers' and (index + 1) % step == 0.
    [InlineData("qwen3_moe", Routed + """ "num_hidden_layers":6,"decoder_sparse_step":3,"mlp_only_layers":[2] """, "ddddds")]
    [InlineData("qwen3_moe", Routed + """ "mlp_only_layers":[0] """, "ds")]
    [InlineData("qwen3_moe", Routed + """ "num_experts":0 """, "dd")]
    // configuration_llama4.py: every so many layers, or the list.
    [InlineData("llama4_text", Scout + """ "num_hidden_layers":6,"interleave_moe_layer_step":3 """, "ddsdds")]
    [InlineData("llama4_text", Scout + """ "moe_layers":[1] """, "ds")]
    // configuration_exaone_moe.py; its first version wrote a list, and counted leading layers under another name.
    [InlineData("exaone_moe", Routed + """ "num_hidden_layers":5,"is_moe_layer":[false,true,false,true,true] """, "dsdss")]
    [InlineData("exaone_moe", Routed + """ "num_hidden_layers":5,"first_k_dense_replace":2 """, "ddsss")]
    [InlineData("exaone_moe", Routed + """ "num_hidden_layers":3,"first_last_k_dense_replace":1 """, "dss")]
    [InlineData("exaone_moe", Routed + """ "num_hidden_layers":3,"mlp_layer_types":["sparse","dense","sparse"] """, "sds")]
    [InlineData("exaone_moe", Routed + """ "num_hidden_layers":3 """, "dss")]
    // deepseek-ai/DeepSeek-V3, modeling_deepseek.py: from the first sparse layer on, where index % freq == 0.
    [InlineData("deepseek_v3", Latent + Routed + """ "num_hidden_layers":4,"first_k_dense_replace":1,"moe_layer_freq":2 """, "ddsd")]
    [InlineData("deepseek_v3", Latent + Routed + """ "mlp_layer_types":["dense"] """, "ds")]
    [InlineData("deepseek", Routed + """ "n_routed_experts":null """, "dd")]
    [InlineData("hunyuan_v1_moe", Routed, "ss")]
    [InlineData("hunyuan_v1_moe", Routed + """ "num_experts":1 """, "dd")]
    public void Experts_are_where_the_configuration_class_places_them(string type, string keys, string layers) =>
        Assert.Equal(layers, string.Concat(Read(type, keys).Layers.Select(layer => layer.FeedForward is MixtureOfExperts ? 's' : 'd')));

    [Theory]
    // modeling_exaone_moe.py: experts with a correction bias, a shared one of 2 · 6.
    [InlineData("exaone_moe", Routed + """ "num_shared_experts":2,"first_k_dense_replace":0 """, 2 * Table + Norm + 2 * (SelfAttention + 2 * 4 + Experts + 4 + 3 * 8 * 12 + 2 * Norm))]
    // vLLM, model_executor/models/hunyuan_v1.py: lists by layer; shared blocks of the dense width.
    [InlineData("hunyuan_v1_moe", Routed + """ "moe_intermediate_size":[6,6],"num_shared_expert":[1,1],"moe_topk":[1,2] """, 2 * Table + Norm + 2 * (SelfAttention + 2 * 4 + Experts + Gated + 2 * Norm))]
    [InlineData("hunyuan_v1_moe", Routed + """ "moe_intermediate_size":null,"use_qk_norm":false """, 2 * Table + Norm + 2 * (SelfAttention + 4 * 8 + 4 * Gated + Gated + 2 * Norm))]
    [InlineData("granitemoeshared", Routed + """ "shared_intermediate_size":6 """, 2 * Table + Norm + 2 * (SelfAttention + 4 * 8 + 4 * Gated + 3 * 8 * 6 + 2 * Norm))]
    // modeling_minimax.py, lightning attention: query, key, value, gate and output of 8 × 8, a norm.
    [InlineData("minimax", Routed + """ "layer_types":["full_attention","full_attention"],"shared_intermediate_size":6 """,
        2 * Table + Norm + 2 * (SelfAttention + 4 * 8 + 4 * Gated + 3 * 8 * 6 + 2 * Norm))]
    [InlineData("minimax", Routed + """ "layer_types":["linear_attention","linear_attention"] """, 2 * Table + Norm + 2 * (5 * 64 + 8 + 4 * 8 + 4 * Gated + 2 * Norm))]
    // modeling_gpt_oss.py: a bias on every projection, sinks, the router and the experts.
    [InlineData("gpt_oss", Routed + """ "head_dim":4 """, 2 * Table + Norm + 2 * (SelfAttention + QkvBias + OutputBias + 2 + 4 * 8 + 4 + 4 * (Gated + 2 * 20 + 8) + 2 * Norm))]
    [InlineData("qwen2_moe", Routed + """ "shared_expert_intermediate_size":6 """, 2 * Table + Norm + 2 * (SelfAttention + QkvBias + Experts + 3 * 8 * 6 + 8 + 2 * Norm))]
    [InlineData("qwen3_moe", Routed + """ "attention_bias":true """, 2 * Table + Norm + 2 * (SelfAttention + QkvBias + OutputBias + 2 * 4 + Experts + 2 * Norm))]
    [InlineData("deepseek_v2", Routed + """ "use_mla":false,"n_shared_experts":0 """, 2 * Table + Norm + 2 * (SelfAttention + Experts + 2 * Norm))]
    [InlineData("deepseek", Routed + """ "attention_bias":true """, 2 * Table + Norm + 2 * (SelfAttention + QkvBias + OutputBias + Experts + 2 * Norm))]
    [InlineData("phimoe", Routed + """ "lm_head_bias":true """, 2 * Table + 10 + 2 * Norm + 2 * (SelfAttention + 4 * 8 + 4 * Gated + 4 * Norm))]
    // XiaomiMiMo/MiMo-V2-Flash, modeling_mimo_v2_flash.py: windowed layers have 4 heads of 6, 2 for keys, and values of 3.
    [InlineData("mimo_v2_flash", """ "hybrid_layer_pattern":[1,0],"moe_layer_freq":[0,0],"sliding_window":5,"swa_head_dim":6,"swa_num_attention_heads":4,"swa_num_key_value_heads":2,"swa_v_head_dim":3 """,
        2 * Table + Norm + 2 * (Gated + 2 * Norm) + SelfAttention + (24 + 12 + 6) * 8 + 8 * 12)]
    public void Parameters_are_those_of_the_modelling_code(string type, string keys, long parameters) =>
        Assert.Equal(parameters, Read(type, keys).Parameters.Total);

    [Theory]
    [InlineData(""" "moe_topk":[1,2] """, 3 + 2)] // of 4 experts, 1 and 2 work
    [InlineData(""" "moe_topk":9 """, 0)] // never more than there are
    [InlineData(""" "moe_topk":null """, 3 + 3)]
    public void Of_Hunyuans_experts_so_many_work_as_the_list_says_for_the_layer(string keys, int idle)
    {
        var count = Read("hunyuan_v1_moe", Routed + keys).Parameters;
        Assert.Equal(idle * 3 * 8 * 6, count.Total - count.Active);
    }

    [Fact]
    public void A_prediction_module_of_DeepSeek_V4_has_the_ratio_after_those_of_the_layers()
    {
        const string keys = """ "head_dim":4,"qk_rope_head_dim":2,"q_lora_rank":6,"o_groups":1,"o_lora_rank":6,"sliding_window":5, """;
        var model = Read("deepseek_v4", Routed + keys + """ "compress_ratios":[0,2,7,9],"num_nextn_predict_layers":2 """);
        Assert.Equal([7, 9], model.Mtp!.Layers.Select(layer => ((CompressedAttention)layer.Attention).TokensPerEntry));
        Assert.Null(Read("deepseek_v4", Routed + keys + """ "compress_ratios":[0,2] """).Mtp);
        Assert.Contains(
            "lists 2 'compress_ratios' for 2 layers and 1 prediction modules",
            Refusal("deepseek_v4", Routed + keys + """ "compress_ratios":[0,2],"num_nextn_predict_layers":1 """),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(""" "index_topk":7 """, 7)]
    [InlineData(""" "index_topk":null """, 2048)] // configuration_deepseek_v32.py
    public void The_sparse_indexer_reads_so_many_tokens(string keys, int tokens)
    {
        var model = Read("deepseek_v32", Latent + Routed + """ "index_n_heads":2,"index_head_dim":4,"indexer_types":["shared"], """ + keys);
        var indexers = model.Layers.Select(layer => ((LatentAttention)layer.Attention).Indexer!);
        Assert.Equal([(tokens, false), (tokens, true)], indexers.Select(indexer => (indexer.TokensRead, indexer.OwnsWeights)));
    }

    [Theory]
    [InlineData("hunyuan_v1_moe", Routed + """ "moe_topk":[1] """, "lists 1 'moe_topk' for 2 layers")]
    [InlineData("minimax", Routed + """ "attn_type_list":[1] """, "lists 1 'attn_type_list' for 2 layers")]
    [InlineData("mimo_v2_flash", """ "hybrid_layer_pattern":[1],"moe_layer_freq":[0,0],"sliding_window":5 """, "lists 1 'hybrid_layer_pattern' for 2 layers")]
    [InlineData("mixtral", """ "num_local_experts":4,"num_experts_per_tok":5 """, "picks 5 experts per token and has only 4")]
    public void Lists_that_are_too_short_and_more_experts_than_there_are_are_refused(string type, string keys, string expected) =>
        Assert.Contains(expected, Refusal(type, keys), StringComparison.Ordinal);

    [Fact]
    public void All_experts_may_work() =>
        Assert.Equal(0, Read("mixtral", """ "num_local_experts":4,"num_experts_per_tok":4 """).Parameters is var count ? count.Total - count.Active : -1);

    [Theory]
    [InlineData("llama", "")]
    [InlineData("qwen3_moe", Routed)]
    public void A_part_that_a_model_lacks_is_no_tensor(string type, string keys) =>
        Assert.DoesNotContain(Read(type, keys).Tensors(), tensor => tensor.Elements == 0);
}
