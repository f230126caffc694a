using Sizing.Inference;
using static Sizing.Tests.Models.Configs.TinyConfig;

namespace Sizing.Tests.Models.Configs;

/// <summary>nvidia/Llama-3_3-Nemotron-Super-49B-v1, modeling_decilm.py: each layer has its own heads and width, or neither.</summary>
public sealed class NemotronNasConfigTests
{
    private const string Shape = """ "hidden_size":96,"num_attention_heads":4,"num_hidden_layers":1,"block_configs": """;

    [Theory]
    [InlineData(""" {"attention":{"n_heads_in_group":2},"ffn":{"ffn_mult":4.0}} """, 2 * 96 * 96 + 2 * 48 * 96 + 3 * 96 * 256 + 2 * 96, 2)] // 2 · 4 · 96 / 3 = 256
    [InlineData(""" {"attention":{"n_heads_in_group":4},"ffn":{"ffn_mult":6}} """, 2 * 96 * 96 + 2 * 24 * 96 + 3 * 96 * 512 + 2 * 96, 1)] // 384, in steps of 256
    [InlineData(""" {"attention":{"no_op":true},"ffn":{"ffn_mult":1.5}} """, 3 * 96 * 256 + 96, 0)]
    [InlineData(""" {"attention":{"n_heads_in_group":1},"ffn":{"no_op":true}} """, 4 * 96 * 96 + 96, 4)]
    [InlineData(""" {"attention":{"no_op":true},"ffn":{"no_op":true}} """, 0, 0)]
    [InlineData("{}", 0, 0)]
    public void A_layer_has_the_heads_and_the_width_of_its_block_and_a_norm_for_each_that_is_there(string block, long parameters, int keyValueHeads)
    {
        var model = Read("nemotron-nas", Shape + "[" + block + "]");
        Assert.Equal(2 * 10 * 96 + 96 + parameters, model.Parameters.Total);
        Assert.Equal(new Bytes(2 * keyValueHeads * 24 * 2), KvCache.BytesPerToken(model, DataType.Bf16));
    }

    [Theory]
    [InlineData("""[]""", "lists 0 'block_configs' for 1 layers")]
    [InlineData("""[{"attention":{"replace_with_linear":true}}]""", "a linear layer, which is not supported")]
    [InlineData("""[{"ffn":{"ffn_mult":2,"replace_with_linear":true}}]""", "a linear layer, which is not supported")]
    [InlineData("""[{"ffn":{}}]""", "'ffn_mult'")]
    [InlineData("""[{"ffn":{"ffn_mult":0}}]""", "'ffn_mult', which must be positive")]
    [InlineData("""[{"attention":{"n_heads_in_group":"all"}}]""", "'block_configs[0].attention.n_heads_in_group'")]
    [InlineData("""[7]""", "'block_configs', which must be a list of objects")]
    public void A_block_that_cannot_be_counted_is_refused(string blocks, string expected) =>
        Assert.Contains(expected, Refusal("nemotron-nas", Shape + blocks), StringComparison.Ordinal);
}
