using System.Text.Json;
using Sizing.Models;
using Sizing.Models.Formats;
using Sizing.Tests.Models.Configs;

namespace Sizing.Tests.Models.Formats;

/// <summary>Names of modules as checkpoints and quantizers write them, in the one form that rules are compared in.</summary>
public sealed class ModuleNamesTests
{
    [Theory]
    [InlineData("model.layers.0.mlp.experts.12.w1", "layers.0.mlp.experts.gate_proj")]
    [InlineData("model.language_model.layers.0.block_sparse_moe.experts.w3", "layers.0.mlp.experts.up_proj")]
    [InlineData("layers.0.ffn.w2", "layers.0.mlp.down_proj")] // DeepSeek's own names
    [InlineData("language_model.model.layers.3.feed_forward.router", "layers.3.mlp.gate")] // Llama 4
    [InlineData("backbone.layers.1.attn.wq_a", "layers.1.self_attn.wq_a")]
    [InlineData("model.layers.1.linear_attn.in_proj_z", "layers.1.linear_attn.in_proj_qkvz")]
    [InlineData("model.layers.1.linear_attn.in_proj_b", "layers.1.linear_attn.in_proj_ba")]
    [InlineData("language_model.lm_head", "lm_head")]
    [InlineData("model.embed_tokens", "embed_tokens")]
    [InlineData("backbone.norm_f", "norm_f")]
    [InlineData("head", "lm_head")]
    public void A_module_is_named_without_its_wrappers_and_numbers_of_experts(string name, string canonical) =>
        Assert.Equal(canonical, ModuleNames.Canonical(name));

    [Theory]
    [InlineData("self_attn.q_proj.bias", "layers.0.self_attn.q_proj")]
    [InlineData("self_attn.q_proj.weight", "layers.0.self_attn.q_proj")]
    [InlineData("mixer.A_log", "layers.0.mixer.A_log")]
    public void A_parameter_belongs_to_the_module_before_its_last_point(string name, string module) =>
        Assert.Equal(module, ModuleNames.Of(new() { LocalName = name, Layer = 0, Role = TensorRole.Query, Part = ModelPart.Attention, Rows = 1 }));

    [Theory]
    [InlineData("bnb-8bit", "int8")]
    [InlineData("llm-int8", "int8")]
    [InlineData("gptq-int4-g-1", "gptq-int4-g-1")]
    [InlineData("gptq-int8-g1", "gptq-int8-g1")]
    [InlineData("awq-int4-g65536", "awq-int4-g65536")]
    [InlineData("gptq-int2", "gptq-int2-g128")]
    [InlineData("gptq-int3", "gptq-int3-g128")]
    [InlineData("compressed-tensors-g64", "compressed-tensors-int4-g64")]
    [InlineData("w8a16", "gptq-int8-g128")]
    public void A_format_is_read_by_the_names_that_people_give_it(string spelled, string name) => Assert.Equal(name, WeightFormat.Parse(spelled).Name);

    [Theory]
    [InlineData("gptq-int5")]
    [InlineData("gptq-int4-g0")]
    [InlineData("awq-int4-g65537")]
    public void Impossible_bits_and_groups_are_refused(string name) =>
        Assert.Contains(
            "needs 2, 3, 4 or 8 bits and a group of 1 to 65,536 inputs, or -1", Assert.Throws<SizingException>(() => WeightFormat.Parse(name)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("""{"quant_method":"fp8"}""", NumberFormat.Fp8)]
    [InlineData("""{"quantization":{"quant_algo":"FP8"}}""", NumberFormat.Fp8)]
    [InlineData("""{"quantization":"none","quant_method":"fp8"}""", NumberFormat.Fp8)]
    [InlineData("""{"quant_algo":"INT8_SQ"}""", NumberFormat.Int8)]
    [InlineData("""{"quant_algo":"NVFP4"}""", NumberFormat.Fp4)]
    [InlineData("""{"quant_algo":"W4A16_NVFP4"}""", null)]
    [InlineData("""{"config_groups":{"g":{"input_activations":{"num_bits":8}}}}""", NumberFormat.Fp8)]
    [InlineData("""{"config_groups":{"g":{"input_activations":{"num_bits":8,"type":"int"}}}}""", NumberFormat.Int8)]
    [InlineData("""{"config_groups":{"g":{"input_activations":{"num_bits":4}}}}""", NumberFormat.Fp4)]
    [InlineData("""{"config_groups":{"g":{"input_activations":{"num_bits":4}},"h":{"input_activations":{"num_bits":8}}},"quant_algo":"NVFP4"}""", NumberFormat.Fp8)]
    [InlineData("""{"config_groups":{"g":{"input_activations":{"num_bits":4}},"h":{"input_activations":null}}}""", null)]
    [InlineData("""{"config_groups":{"g":{"input_activations":null}}}""", null)]
    [InlineData("""{"config_groups":[]}""", null)]
    [InlineData("""{"quant_method":"gptq"}""", null)]
    [InlineData("""[]""", null)]
    public void Activations_are_quantized_as_the_config_says(string config, NumberFormat? format)
    {
        using var document = JsonDocument.Parse(config);
        Assert.Equal(format, QuantizedActivations.Of(document.RootElement));
    }

    [Fact]
    public void A_quantization_that_is_no_object_is_refused()
    {
        using var document = JsonDocument.Parse("[4]");
        var model = TinyConfig.Read("llama") with { QuantizationConfig = document.RootElement };
        Assert.Contains("must be an object", Assert.Throws<SizingException>(() => WeightFormat.Of(model)).Message, StringComparison.Ordinal);
    }
}
