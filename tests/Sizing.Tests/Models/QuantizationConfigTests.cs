using System.Text;
using Sizing.Models;
using Weights = Sizing.Inference.Weights;

namespace Sizing.Tests.Models;

public sealed class QuantizationConfigTests
{
    private const string Llama31B8 =
        """
        {"model_type":"llama","hidden_size":4096,"num_hidden_layers":32,"num_attention_heads":32,"num_key_value_heads":8,
         "intermediate_size":14336,"vocab_size":128256,"max_position_embeddings":131072,"torch_dtype":"bfloat16","quantization_config":QUANTIZATION}
        """;

    [Theory]
    [InlineData("""{"quant_method":"fp8","activation_scheme":"static"}""", "fp8")]
    [InlineData("""{"quant_method":"fp8","weight_block_size":[128,128],"fmt":"e4m3"}""", "fp8-block")]
    [InlineData("""{"quant_method":"fbgemm_fp8","activation_scale_ub":1200}""", "fp8-channel")]
    [InlineData("""{"quant_method":"gptq","bits":4,"group_size":128,"desc_act":false,"sym":true}""", "gptq-int4-g128")]
    [InlineData("""{"quant_method":"gptq","bits":8,"group_size":32,"desc_act":true}""", "gptq-int8-g32-actorder")]
    [InlineData("""{"quant_method":"awq","bits":4,"group_size":128,"zero_point":true,"version":"gemm","modules_to_not_convert":null}""", "awq-int4-g128")]
    [InlineData("""{"quant_method":"awq","w_bit":4,"q_group_size":64}""", "awq-int4-g64")]
    [InlineData("""{"quant_method":"bitsandbytes","load_in_4bit":true,"bnb_4bit_quant_type":"nf4","bnb_4bit_use_double_quant":true}""", "nf4-dq")]
    [InlineData("""{"quant_method":"bitsandbytes","load_in_4bit":true}""", "nf4")]
    [InlineData("""{"quant_method":"bitsandbytes","load_in_8bit":true}""", "int8")]
    [InlineData("""{"quant_method":"modelopt","quant_algo":"NVFP4","ignore":["lm_head"]}""", "nvfp4")]
    [InlineData("""{"quant_algo":"FP8","config_groups":{"group_0":{"weights":{"dynamic":false,"num_bits":8,"type":"float"}}},"ignore":["lm_head"]}""", "fp8")]
    [InlineData("""{"producer":{"name":"modelopt"},"quantization":{"quant_algo":"NVFP4","group_size":16,"exclude_modules":["lm_head"]}}""", "nvfp4")]
    [InlineData("""{"quant_method":"compressed-tensors","format":"pack-quantized","config_groups":{"group_0":{"targets":["Linear"],"weights":{"num_bits":4,"type":"int","strategy":"group","group_size":128,"symmetric":true}}},"ignore":["lm_head"]}""", "compressed-tensors-int4-g128")]
    [InlineData("""{"quant_method":"compressed-tensors","format":"float-quantized","config_groups":{"group_0":{"targets":["Linear"],"weights":{"num_bits":8,"type":"float","strategy":"channel"}}},"ignore":["re:.*lm_head"]}""", "fp8-channel")]
    [InlineData("""{"quant_method":"compressed-tensors","format":"int-quantized","config_groups":{"group_0":{"targets":["Linear"],"weights":{"num_bits":8,"type":"int","strategy":"channel"}}},"ignore":["lm_head"]}""", "int8")]
    public void A_config_stores_what_the_format_of_its_method_stores(string quantization, string format)
    {
        var model = Model(quantization);
        Assert.Equal(Weights.CheckpointBytes(model, WeightFormat.Parse(format)), Weights.CheckpointBytes(model, WeightFormat.Of(model)));
    }

    // hf_quant_config.json of nvidia's checkpoints; a file of several formats has no one name.
    [Theory]
    [InlineData("""{"quant_method":"modelopt","quant_algo":"NVFP4","ignore":["lm_head"]}""", "nvfp4")]
    [InlineData("""{"quant_method":"modelopt","config_groups":{"group_0":{"weights":{"num_bits":4,"type":"float","group_size":16}}},"ignore":["lm_head"]}""", "nvfp4")]
    [InlineData("""{"quant_method":"modelopt","quant_algo":"MIXED_PRECISION","quantized_layers":{"model.layers.0.mlp.down_proj":{"quant_algo":"NVFP4","group_size":16},"lm_head":{"quant_algo":"FP8"}}}""", "modelopt")]
    public void Files_of_NVFP4_alone_are_named_so(string quantization, string name) => Assert.Equal(name, WeightFormat.Of(Model(quantization)).Name);

    [Theory]
    [InlineData(@"re:.*self_attn\\.(q|k|v|o)_proj$")]
    [InlineData("model.layers.*.self_attn")]
    [InlineData("language_model.model.layers.*self_attn*")]
    [InlineData("self_attn")]
    public void Modules_that_the_config_leaves_out_stay_in_16_bit(string pattern)
    {
        var model = Model("""{"quant_method":"compressed-tensors","config_groups":{"g":{"targets":["Linear"],"weights":{"num_bits":8,"type":"float","strategy":"tensor"}}},"ignore":["lm_head","PATTERN"]}""".Replace("PATTERN", pattern, StringComparison.Ordinal));
        // 32 layers × 3 matrices of 4096 × 14336 in 8 bit, with 4 bytes each; all other parameters in 16 bit.
        const long feedForward = 32L * 3 * 4096 * 14336;
        Assert.Equal(new Bytes(feedForward + (96 * 4) + ((8_030_261_248 - feedForward) * 2)), Weights.CheckpointBytes(model, WeightFormat.Of(model)));
    }

    [Fact]
    public void Layers_of_a_mixed_config_have_their_own_algorithms()
    {
        var model = Model("""{"quant_method":"modelopt","quant_algo":"MIXED_PRECISION","quantized_layers":{"model.layers.0.mlp.down_proj":{"quant_algo":"NVFP4","group_size":16},"lm_head":{"quant_algo":"FP8"}}}""");
        const long down = 4096L * 14336;
        const long head = 4096L * 128256;
        Assert.Equal(
            new Bytes((down / 16 * 9) + 4 + head + 4 + ((8_030_261_248 - down - head) * 2)),
            Weights.CheckpointBytes(model, WeightFormat.Of(model)));
    }

    // vLLM 0.5.3 on 8 H100 logged 57.752 GiB of weights per GPU for Meta-Llama-3.1-405B-Instruct-FP8,
    // whose first release stored each of its 8 key-value heads twice.
    [Fact]
    public void Llama_3_1_405B_FP8_keeps_attention_and_its_outer_layers_in_16_bit()
    {
        var kept = Enumerable.Range(0, 126).Select(layer => $"\"model.layers.{layer}.self_attn.q_proj\",\"model.layers.{layer}.self_attn.k_proj\",\"model.layers.{layer}.self_attn.v_proj\",\"model.layers.{layer}.self_attn.o_proj\"")
            .Append("\"model.layers.0.mlp.gate_proj\",\"model.layers.0.mlp.up_proj\",\"model.layers.0.mlp.down_proj\"")
            .Append("\"model.layers.125.mlp.gate_proj\",\"model.layers.125.mlp.up_proj\",\"model.layers.125.mlp.down_proj\"");
        var model = Read(
            """
            {"model_type":"llama","hidden_size":16384,"num_hidden_layers":126,"num_attention_heads":128,"num_key_value_heads":16,
             "intermediate_size":53248,"vocab_size":128256,"max_position_embeddings":131072,"torch_dtype":"bfloat16",
             "quantization_config":{"quant_method":"fbgemm_fp8","modules_to_not_convert":[KEPT]}}
            """.Replace("KEPT", string.Join(',', kept), StringComparison.Ordinal));
        var bytes = Weights.ResidentBytes(model, WeightFormat.Of(model), new() { TensorParallel = 8, VocabularyMultiple = 64 })
            + Weights.RotaryTableBytes(model, DataType.Bf16);
        Assert.InRange(bytes.InGiB / 57.752, 0.999, 1.001);
    }

    [Theory]
    [InlineData("""{"quant_method":"magic"}""", "magic")]
    [InlineData("""{"quant_method":"gptq","bits":-4}""", "bits")]
    [InlineData("""{"quant_method":"fp8","weight_block_size":[0,128]}""", "block size")]
    [InlineData("""{"quant_method":"fp8","weight_block_size":["a",128]}""", "wrong kind")]
    [InlineData("""{"quant_method":"\ud800"}""", "Unicode")]
    [InlineData("""{"quant_method":"compressed-tensors"}""", "config_groups")]
    [InlineData("""{"quant_method":"modelopt","quant_algo":"FP3"}""", "FP3")]
    [InlineData("""{"quant_method":"compressed-tensors","config_groups":{"g":{"weights":{"num_bits":13}}}}""", "13 bits")]
    [InlineData("""{"quant_method":"compressed-tensors","config_groups":{"g":{"targets":["re:(("],"weights":{"num_bits":8}}}}""", "re:((")]
    public void A_config_that_is_not_understood_is_refused(string quantization, string named) =>
        Assert.Contains(named, Assert.Throws<SizingException>(() => WeightFormat.Of(Model(quantization))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("""{"\ud800":1,"model_type":"llama"}""")]
    [InlineData("""{"model_type":"\ud800"}""")]
    public void A_config_with_broken_Unicode_is_refused(string json) =>
        Assert.Contains("config.json", Assert.Throws<SizingException>(() => Read(json)).Message, StringComparison.Ordinal);

    private static ModelSpec Model(string quantization) => Read(Llama31B8.Replace("QUANTIZATION", quantization, StringComparison.Ordinal));

    private static ModelSpec Read(string json)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(json));
        return ModelReader.Read(stream, "config.json");
    }
}
