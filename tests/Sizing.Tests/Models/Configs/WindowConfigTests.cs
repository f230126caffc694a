using Sizing.Models;
using static Sizing.Tests.Models.Configs.TinyConfig;

namespace Sizing.Tests.Models.Configs;

/// <summary>Which layers see a window, by the configuration classes of transformers (layer_types where a config does not list them).</summary>
public sealed class WindowConfigTests
{
    private const string Experts = """ "num_local_experts":4,"num_experts_per_tok":2, """;

    private const string Scout = Experts + """ "intermediate_size_mlp":20, """;

    [Theory]
    [InlineData("cohere2", """ "num_hidden_layers":6,"sliding_window":5,"sliding_window_pattern":3 """, new[] { 5, 5, 0, 5, 5, 0 })]
    [InlineData("cohere2", """ "num_hidden_layers":4 """, new[] { 4096, 4096, 4096, 0 })]
    [InlineData("gemma2", """ "num_hidden_layers":3,"sliding_window":5 """, new[] { 5, 0, 5 })]
    [InlineData("gemma2", "", new[] { 4096, 0 })]
    [InlineData("gemma3_text", """ "num_hidden_layers":6,"sliding_window":5,"sliding_window_pattern":3 """, new[] { 5, 5, 0, 5, 5, 0 })]
    [InlineData("gemma3_text", """ "sliding_window":5,"_sliding_window_pattern":2 """, new[] { 5, 0 })] // the name that later versions write
    [InlineData("gemma3_text", """ "num_hidden_layers":6 """, new[] { 4096, 4096, 4096, 4096, 4096, 0 })]
    [InlineData("gemma4_text", """ "sliding_window":5 """, new[] { 5, 0 })]
    [InlineData("gemma4_text", """ "num_hidden_layers":3,"layer_types":["full_attention","sliding_attention","sliding_attention"] """, new[] { 0, 512, 0 })]
    [InlineData("gpt_neo", """ "window_size":5 """, new[] { 0, 5 })]
    [InlineData("gpt_neo", "", new[] { 0, 256 })]
    [InlineData("gpt_oss", Experts + """ "num_hidden_layers":3,"sliding_window":5 """, new[] { 5, 0, 5 })]
    [InlineData("gpt_oss", Experts + """ "num_hidden_layers":3 """, new[] { 128, 0, 128 })]
    [InlineData("exaone4", """ "num_hidden_layers":6,"sliding_window":5,"sliding_window_pattern":3 """, new[] { 5, 5, 0, 5, 5, 0 })]
    [InlineData("exaone4", """ "num_hidden_layers":4,"sliding_window":5 """, new[] { 5, 5, 5, 0 })]
    [InlineData("exaone4", """ "sliding_window":5,"sliding_window_pattern":"LG" """, new[] { 5, 0 })]
    [InlineData("exaone4", """ "sliding_window":5,"sliding_window_pattern":"" """, new[] { 0, 0 })]
    // A class default holds where the key is absent; null means no window (configuration_exaone4.py, configuration_mistral.py, …).
    [InlineData("exaone4", """ "num_hidden_layers":4 """, new[] { 4096, 4096, 4096, 0 })]
    [InlineData("exaone4", """ "sliding_window":null """, new[] { 0, 0 })]
    [InlineData("mistral", "", new[] { 4096, 4096 })]
    [InlineData("ministral3", "", new[] { 0, 0 })]
    [InlineData("mistral", """ "sliding_window":null """, new[] { 0, 0 })]
    [InlineData("cohere2", """ "sliding_window":null """, new[] { 0, 0 })]
    [InlineData("gemma2", """ "sliding_window":null """, new[] { 0, 0 })]
    [InlineData("gemma3_text", """ "sliding_window":null """, new[] { 0, 0 })]
    [InlineData("gpt_oss", Experts + """ "sliding_window":null """, new[] { 0, 0 })]
    [InlineData("olmo3", """ "sliding_window":null """, new[] { 0, 0 })]
    [InlineData("exaone4", """ "sliding_window":5,"layer_types":["full_attention","sliding_attention"] """, new[] { 0, 5 })]
    [InlineData("olmo2", """ "sliding_window":5 """, new[] { 0, 0 })]
    [InlineData("olmo3", """ "num_hidden_layers":4,"sliding_window":5 """, new[] { 5, 5, 5, 0 })]
    [InlineData("olmo3", "", new[] { 4096, 4096 })]
    [InlineData("qwen2", """ "use_sliding_window":true,"sliding_window":5,"max_window_layers":1 """, new[] { 0, 5 })]
    [InlineData("qwen2", """ "use_sliding_window":true,"max_window_layers":0 """, new[] { 4096, 4096 })] // configuration_qwen2.py
    [InlineData("qwen2", """ "use_sliding_window":false,"sliding_window":5,"max_window_layers":1 """, new[] { 0, 0 })]
    [InlineData("qwen2", """ "use_sliding_window":true,"sliding_window":5,"max_window_layers":0 """, new[] { 5, 5 })]
    [InlineData("llama4_text", Scout + """ "num_hidden_layers":4,"attention_chunk_size":5 """, new[] { 5, 5, 5, 0 })]
    [InlineData("llama4_text", Scout + """ "num_hidden_layers":6,"attention_chunk_size":5,"nope_layer_interval":3 """, new[] { 5, 5, 0, 5, 5, 0 })]
    [InlineData("llama4_text", Scout + """ "attention_chunk_size":5,"no_rope_layers":[0,1] """, new[] { 0, 5 })]
    [InlineData("llama4_text", Scout + """ "attention_chunk_size":5,"no_rope_layers":[0] """, new[] { 0, 5 })]
    [InlineData("llama4_text", Scout + """ "no_rope_layers":[0,1] """, new[] { 0, 8192 })]
    public void Windows_by_layer_are_those_of_the_configuration_class(string type, string keys, int[] windows) =>
        Assert.Equal(windows, Read(type, keys).Layers.Select(layer => ((GroupedQueryAttention)layer.Attention).Window));

    [Fact]
    public void Qwen_2_looks_through_a_window_from_its_29th_layer_on_unless_its_config_says_where() =>
        Assert.Equal(
            [.. Enumerable.Repeat(0, 28), 5],
            Read("qwen2", """ "num_hidden_layers":29,"use_sliding_window":true,"sliding_window":5 """).Layers.Select(layer => ((GroupedQueryAttention)layer.Attention).Window));

    [Theory]
    [InlineData("""  "layer_types":["full_attention"] """, "lists 1 'layer_types' for 2 layers")]
    [InlineData(""" "sliding_window":0 """, "'sliding_window', which must be from 1")]
    public void A_list_that_is_too_short_or_a_window_of_nothing_is_refused(string keys, string expected) =>
        Assert.Contains(expected, Refusal("gemma2", keys), StringComparison.Ordinal);

    [Theory]
    [InlineData("gemma3", """ "max_position_embeddings":16 """, 16)]
    [InlineData("gemma3", "", 131_072)] // configuration_gemma3.py
    [InlineData("llama", "", 2048)] // configuration_llama.py
    [InlineData("xverse", "", null)]
    [InlineData("bloom", """ "seq_length":16 """, null)] // ALiBi has no limit
    [InlineData("mamba", """ "max_position_embeddings":16 """, null)]
    public void The_longest_context_is_that_of_the_config(string type, string keys, int? tokens) => Assert.Equal(tokens, Read(type, keys).MaxContext);
}
