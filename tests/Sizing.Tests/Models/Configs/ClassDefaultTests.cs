using Sizing.Models;
using static Sizing.Tests.Models.Configs.TinyConfig;

namespace Sizing.Tests.Models.Configs;

/// <summary>
/// What a config takes for the keys that it leaves out: the defaults of its class in transformers,
/// src/transformers/models/TYPE/configuration_TYPE.py, from which each expected value is.
/// </summary>
public sealed class ClassDefaultTests
{
    private const string Small = """ "hidden_size":1024,"num_attention_heads":32,"head_dim":32,"num_hidden_layers":1,"layer_types":["full_attention"],"attn_layer_indices":[0], """;

    private const string Nemotron = Small + """ "hybrid_override_pattern":"*", """;

    private const string Jamba = Small + """ "attn_layer_period":2,"attn_layer_offset":0, """;

    [Theory]
    [InlineData("bamba", Small, 8)]
    [InlineData("ernie4_5", Small, 2)]
    [InlineData("ernie4_5_moe", Small, 4)]
    [InlineData("exaone4", Small, 32)]
    [InlineData("falcon_h1", Small, 8)]
    [InlineData("gemma2", Small, 4)]
    [InlineData("gemma3_text", Small, 4)]
    [InlineData("gemma4_text", Small, 4)]
    [InlineData("glm", Small, 2)]
    [InlineData("glm4", Small, 2)]
    [InlineData("glm4_moe", Small, 8)]
    [InlineData("gpt_oss", Small, 8)]
    [InlineData("jamba", Jamba, 8)]
    [InlineData("lfm2", Small, 8)]
    [InlineData("lfm2_moe", Small, 8)]
    [InlineData("llama", Small, 32)] // None: as many as query heads
    [InlineData("llama4_text", Small + """ "no_rope_layers":[0], """, 8)]
    [InlineData("minimax_m2", Small, 8)]
    [InlineData("mistral", Small, 8)]
    [InlineData("mixtral", Small, 8)]
    [InlineData("mllama", Small, 8)]
    [InlineData("nemotron_h", Nemotron, 8)]
    [InlineData("phimoe", Small, 8)]
    [InlineData("qwen2", Small, 32)]
    [InlineData("qwen2_vl", Small, 8)]
    [InlineData("qwen3_5", Small, 4)]
    [InlineData("qwen3_5_moe", Small, 2)]
    [InlineData("qwen3_moe", Small, 4)]
    [InlineData("qwen3_next", Small, 2)]
    [InlineData("qwen3_vl_moe", Small, 16)]
    [InlineData("seed_oss", Small, 8)]
    [InlineData("smollm3", Small, 4)]
    [InlineData("solar_open", Small, 8)]
    [InlineData("starcoder2", Small, 2)]
    public void Key_value_heads_that_are_absent_are_those_of_the_class_and_null_means_as_many_as_query_heads(string type, string keys, int heads)
    {
        Assert.Equal(heads, KeyValueHeads(ReadWithout(type, "num_key_value_heads", keys)));
        Assert.Equal(32, KeyValueHeads(Read(type, keys + """ "num_key_value_heads":null """)));
    }

    [Theory]
    [InlineData("ernie4_5", 128)]
    [InlineData("glm4", 128)]
    [InlineData("gpt_oss", 64)]
    [InlineData("llama4_text", 128)]
    [InlineData("minimax_m2", 128)]
    [InlineData("seed_oss", 128)]
    [InlineData("solar_open", 128)]
    [InlineData("qwen3", 128)]
    [InlineData("gemma3_text", 256)]
    [InlineData("llama", 4)] // None: hidden size over heads
    public void Heads_that_are_absent_are_as_large_as_those_of_the_class(string type, int headSize) =>
        Assert.Equal(headSize, Attention(Read(type)).HeadSize);

    [Fact]
    public void A_head_size_of_null_is_the_hidden_size_over_the_heads() =>
        Assert.Equal(4, Attention(Read("seed_oss", """ "head_dim":null """)).HeadSize);

    /// <summary>Hidden size, layers, query heads, key-value heads, rows of the embedding and longest context of a nested config that says nothing.</summary>
    [Theory]
    [InlineData("llava", "llama", 4096, 32, 32, 32, 32_000, 2048)]
    [InlineData("mistral3", "ministral3", 4096, 34, 32, 8, 131_072, 262_144)]
    [InlineData("mistral3", "mistral", 4096, 32, 32, 8, 32_000, 131_072)]
    [InlineData("paligemma", "gemma", 3072, 28, 16, 16, 256_000, 8192)]
    [InlineData("paligemma", "gemma2", 2304, 26, 8, 4, 256_000, 8192)]
    [InlineData("gemma3", "gemma3_text", 2304, 26, 8, 4, 262_208, 131_072)]
    [InlineData("gemma4", "gemma4_text", 2304, 30, 8, 4, 262_144, 131_072)]
    [InlineData("llava_onevision", "qwen2", 4096, 32, 32, 32, 151_936, 32_768)]
    [InlineData("qwen2_5_vl", "qwen2_5_vl_text", 8192, 80, 64, 8, 152_064, 32_768)]
    [InlineData("qwen3_vl", "qwen3_vl_text", 4096, 32, 32, 32, 151_936, 128_000)]
    [InlineData("aya_vision", "cohere2", 8192, 40, 64, 64, 256_000, 8192)]
    [InlineData("llama4", "llama4_text", 5120, 48, 40, 8, 202_048, 131_072)]
    [InlineData("granite_speech", "granite", 4096, 32, 32, 32, 32_000, 2048)]
    public void A_nested_config_that_says_nothing_is_its_class(string type, string textType, int hidden, int layers, int heads, int keyValueHeads, int rows, int context)
    {
        var model = Read(type, $$""" "text_config":{"model_type":"{{textType}}"} """);
        var attention = Attention(model);
        Assert.Equal((hidden, layers, heads, keyValueHeads, context), (model.HiddenSize, model.Layers.Count, attention.Heads, attention.KeyValueHeads, model.MaxContext));
        Assert.Equal(rows, model.Embedding.Rows);
    }

    private const string Latent = """ "kv_lora_rank":6,"qk_nope_head_dim":4,"qk_rope_head_dim":2,"v_head_dim":4,"num_hidden_layers":4, """;

    /// <summary>Dense layers before the first experts, experts, those of a token, their width, and the width of all shared ones.</summary>
    [Theory]
    [InlineData("deepseek_v3", Latent, 3, 256, 8, 2048, 2048)]
    [InlineData("glm4_moe_lite", Latent, 1, 64, 4, 1536, 1536)]
    [InlineData("glm_moe_dsa", Latent, 3, 256, 8, 2048, 2048)]
    [InlineData("deepseek_v2", Latent + """ "num_experts_per_tok":6, """, 0, 64, 6, 1407, 2 * 1407)]
    [InlineData("glm4_moe", "", 1, 128, 8, 1408, 1408)]
    [InlineData("solar_open", "", 0, 128, 8, 1280, 1280)]
    [InlineData("exaone_moe", "", 1, 64, 8, 1024, 1024)]
    [InlineData("ernie4_5_moe", "", 1, 64, 6, 1536, 2 * 1536)]
    [InlineData("qwen2_moe", "", 0, 60, 4, 1408, 5632)]
    [InlineData("qwen3_moe", "", 0, 128, 8, 768, 0)]
    [InlineData("qwen3_vl_moe", "", 0, 60, 4, 1408, 0)]
    [InlineData("qwen3_next", "", 0, 512, 10, 512, 512)]
    [InlineData("qwen3_5_moe", "", 0, 256, 8, 512, 512)]
    [InlineData("mixtral", "", 0, 8, 2, 20, 0)]
    [InlineData("gpt_oss", "", 0, 128, 4, 20, 0)]
    [InlineData("granitemoehybrid", """ "layer_types":["attention","attention"] """, 0, 8, 2, 20, 1024)]
    [InlineData("lfm2_moe", """ "num_hidden_layers":3 """, 2, 32, 4, 1792, 0)]
    [InlineData("hunyuan_v1_moe", """ "num_experts":4 """, 0, 4, 1, 20, 20)] // modeling_hunyuan_v1_moe.py: shared_mlp in every layer
    public void Experts_that_are_absent_are_those_of_the_class(string type, string keys, int dense, int experts, int perToken, int width, int shared)
    {
        var layers = Read(type, keys).Layers.Select(layer => layer.FeedForward).ToList();
        Assert.Equal(dense, layers.TakeWhile(layer => layer is DenseFeedForward).Count());
        var mixture = Assert.IsType<MixtureOfExperts>(layers[dense]);
        Assert.Equal((experts, perToken, width, shared), (mixture.Experts, mixture.ExpertsPerToken, mixture.ExpertWidth, mixture.SharedWidth));
    }

    [Theory]
    [InlineData("qwen3_moe", "num_experts")]
    [InlineData("granitemoehybrid", "num_local_experts")]
    public void Null_experts_are_none(string type, string key) =>
        Assert.All(Read(type, $$""" "layer_types":["attention","attention"],"{{key}}":null """).Layers, layer => Assert.IsType<DenseFeedForward>(layer.FeedForward));

    [Theory]
    [InlineData("deepseek_v3", 1536, 512, 128, 64, 128)]
    [InlineData("glm4_moe_lite", 768, 512, 192, 64, 256)]
    [InlineData("glm_moe_dsa", 2048, 512, 192, 64, 256)]
    public void Latent_attention_that_is_absent_is_that_of_the_class(string type, int queryRank, int keyValueRank, int nope, int rope, int value)
    {
        var attention = Assert.IsType<LatentAttention>(Read(type).Layers[0].Attention);
        Assert.Equal(
            (queryRank, keyValueRank, nope, rope, value),
            (attention.QueryRank, attention.KeyValueRank, attention.NopeHeadSize, attention.RopeHeadSize, attention.ValueHeadSize));
        Assert.Null(Assert.IsType<LatentAttention>(Read(type, """ "q_lora_rank":null """).Layers[0].Attention).QueryRank);
    }

    /// <summary>configuration_glm_moe_dsa.py: a pattern, else max(layer − offset + 1, 0) modulo frequency; offset 2 by default.</summary>
    [Theory]
    [InlineData("", "FFFFF")]
    [InlineData(""" "index_topk_freq":2 """, "FFSFS")]
    [InlineData(""" "index_topk_freq":3,"index_skip_topk_offset":1 """, "FSSFS")]
    [InlineData(""" "index_topk_freq":2,"index_topk_pattern":"FSSSF" """, "FSSSF")]
    public void Layers_share_the_indexer_of_an_earlier_one_by_pattern_or_frequency(string keys, string expected)
    {
        var layers = Read("glm_moe_dsa", """ "num_hidden_layers":5, """ + keys).Layers;
        Assert.Equal(expected, string.Concat(layers.Select(layer => ((LatentAttention)layer.Attention).Indexer!.OwnsWeights ? 'F' : 'S')));
    }

    [Fact]
    public void MiniMax_alternates_from_softmax_on_and_M2_has_norms_and_a_correction_bias()
    {
        // configuration_minimax.py: full attention where (layer + 1) % 2; modeling_minimax_m2.py: q_norm, k_norm, e_score_correction_bias.
        Assert.Equal([true, false], Read("minimax").Layers.Select(layer => layer.Attention is GroupedQueryAttention));
        var m2 = Read("minimax_m2").Layers[0];
        Assert.Equal((QueryKeyNorm.Full, true), (((GroupedQueryAttention)m2.Attention).QueryKeyNorm, ((MixtureOfExperts)m2.FeedForward).CorrectionBias));
    }

    /// <summary>zai-org/GLM-4.5V is GLM-4.5-Air with an encoder; configuration_glm4v_moe.py leaves all but the head size and the vocabulary to say.</summary>
    [Theory]
    [InlineData(""" "model_type":"glm4v_moe_text","head_dim":128,"vocab_size":151552 """)]
    [InlineData(""" "head_dim":128,"vocab_size":151552,"attention_bias":true """)]
    public void GLM_4_5V_is_GLM_4_5_Air_behind_an_encoder(string text)
    {
        var model = Read("glm4v_moe", $$""" "text_config":{{{text}}} """);
        Assert.Equal((Catalog.Model("zai-org/GLM-4.5-Air").Parameters.Total, 0.5), (model.Parameters.Total, model.RotaryShare));
    }

    /// <summary>modeling_glm4v.py: the layer of GLM-4-9B-0414, biases on queries, keys and values included; configuration_glm4v.py: its dimensions.</summary>
    [Fact]
    public void GLM_4_1V_is_GLM_4_9B_behind_an_encoder()
    {
        var model = Read("glm4v", """ "text_config":{"model_type":"glm4v_text"} """);
        Assert.Equal(Catalog.Model("GLM-4-9B-0414").Parameters.Total, model.Parameters.Total);
    }

    [Fact]
    public void Llama_3_2_Vision_crosses_in_every_fifth_layer_from_the_fourth_on() // configuration_mllama.py
    {
        var layers = Read("mllama", """ "num_hidden_layers":10 """).Layers;
        Assert.Equal([3, 8], Enumerable.Range(0, 10).Where(index => layers[index].Attention is CrossAttention));
    }

    [Fact]
    public void Nemotron_H_reads_the_newer_names_of_its_layers_and_predicts_with_attention_and_experts() // configuration_nemotron_h.py
    {
        var model = Read("nemotron_h", """ "layers_block_type":["linear_attention","full_attention","mlp","moe"],"num_attention_heads":8,"num_nextn_predict_layers":1 """);
        Assert.Equal([typeof(Mamba2), typeof(GroupedQueryAttention), typeof(NoAttention), typeof(NoAttention)], model.Layers.Select(layer => layer.Attention.GetType()));
        Assert.Equal((128, 64), (((Mamba2)model.Layers[0].Attention).Heads, ((Mamba2)model.Layers[0].Attention).HeadSize));
        Assert.Equal([typeof(NoFeedForward), typeof(MixtureOfExperts)], model.Mtp!.Layers.Select(layer => layer.FeedForward.GetType()));
    }

    [Theory]
    [InlineData("", true)]
    [InlineData(""" "qkv_bias":false """, false)] // configuration_qwen2_moe.py
    public void Qwen_2_MoE_has_biases_unless_qkv_bias_says_no(string keys, bool bias) =>
        Assert.Equal(bias, Attention(Read("qwen2_moe", keys)).QueryKeyValueBias);

    [Fact]
    public void Falcon_H1_has_1024_channels_of_state_unless_its_config_says_null() // configuration_falcon_h1.py
    {
        static int Channels(string keys) =>
            ((ParallelMixers)Read("falcon_h1", """ "mamba_n_heads":4, """ + keys).Layers[0].Attention).Second is Mamba2 mamba ? mamba.Heads * mamba.HeadSize : 0;
        Assert.Equal((1024, 16), (Channels(""), Channels(""" "mamba_d_ssm":null """)));
    }

    private static GroupedQueryAttention Attention(ModelSpec model) => model.Layers[0].Attention as GroupedQueryAttention
        ?? (GroupedQueryAttention)((ParallelMixers)model.Layers[0].Attention).First;

    private static int KeyValueHeads(ModelSpec model) => Attention(model).KeyValueHeads;
}
