using Sizing.Models;
using Sizing.Tests.Models.Configs;
using Weights = Sizing.Inference.Weights;

namespace Sizing.Tests.Models.Formats;

/// <summary>
/// What a quantization_config stores of one layer of 256 channels, 4 heads of 64 and a feed-forward block of 512, by the formats'
/// own rules: bits of a weight, and the scales and zero points beside them.
/// </summary>
public sealed class StoredBytesTests
{
    private const string Shape = """ "hidden_size":256,"intermediate_size":512,"num_attention_heads":4,"num_key_value_heads":4,"num_hidden_layers":1, """;

    /// <summary>The weights of the seven linear layers, and their rows: four and down of 256, gate and up of 512.</summary>
    private const int Linear = 4 * 256 * 256 + 3 * 256 * 512, Rows = 5 * 256 + 2 * 512;

    /// <summary>16-bit embedding, head and norms.</summary>
    private const int Rest = 2 * (2 * 10 * 256 + 3 * 256);

    /// <summary>16-bit scales, one for each group of 128.</summary>
    private const int Scales = Linear / 128 * 2;

    [Theory]
    // compressed-tensors, quantization/quant_args.py: type, bits, strategy, group.
    [InlineData("""{"num_bits":4,"type":"float","strategy":"group","group_size":32}""", Linear / 32 * 17)] // MXFP4: a byte of scale for 32
    [InlineData("""{"num_bits":4,"type":"float","strategy":"tensor_group","group_size":16}""", Linear / 16 * 9 + 7 * 4)] // NVFP4: and a scale of 32 bits
    [InlineData("""{"num_bits":8,"type":"float","strategy":"group","group_size":32}""", Linear / 32 * 33)] // MXFP8
    [InlineData("""{"num_bits":8,"type":"float","strategy":"group","group_size":64}""", Linear + Linear / 64 * 4)]
    [InlineData("""{"num_bits":8,"type":"float","strategy":"group"}""", Linear + Linear / 128 * 4)]
    [InlineData("""{"num_bits":8,"type":"float","strategy":"block","block_structure":[128,128]}""", Linear + Linear / (128 * 128) * 4)]
    [InlineData("""{"num_bits":8,"type":"float","strategy":"channel"}""", Linear + Rows * 4)]
    [InlineData("""{"num_bits":8,"type":"float","strategy":"tensor"}""", Linear + 7 * 4)]
    [InlineData("""{"num_bits":2,"type":"int","strategy":"group","group_size":128}""", Linear / 4 + Scales)]
    [InlineData("""{"num_bits":8,"type":"int","strategy":"group","group_size":128}""", Linear + Scales)]
    [InlineData("""{"num_bits":8,"type":"int","strategy":"channel"}""", Linear + Rows * 4)]
    [InlineData("""{"num_bits":4,"type":"int","strategy":"channel"}""", Linear / 2 + Rows * 2)]
    [InlineData("""{"num_bits":4,"type":"int","strategy":"group","group_size":128}""", Linear / 2 + Scales)]
    [InlineData("""{"num_bits":4,"type":"int","strategy":"group","group_size":128,"symmetric":false}""", Linear / 2 + Scales + Linear / 128 / 2)]
    public void A_group_of_compressed_tensors_stores_its_weights_and_scales(string weights, long bytes) =>
        Assert.Equal(new Bytes(Rest + bytes), Stored("""{"quant_method":"compressed-tensors","config_groups":{"g":{"targets":["Linear"],"weights":WEIGHTS}},"ignore":["lm_head"]}""".Replace("WEIGHTS", weights, StringComparison.Ordinal)));

    [Theory]
    // NVIDIA/TensorRT-Model-Optimizer, quantization_config of its exported checkpoints, by quant_algo.
    [InlineData(""" "quant_algo":"W4A16_AWQ" """, Linear / 2 + Scales)]
    [InlineData(""" "quant_algo":"W4A8_AWQ","group_size":64 """, Linear / 2 + 2 * Scales)]
    [InlineData(""" "quant_algo":"INT4_AWQ","group_size":128 """, Linear / 2 + Scales)]
    [InlineData(""" "quant_algo":"FP8_PB_WO" """, Linear + Linear / (128 * 128) * 4)]
    [InlineData(""" "quant_algo":"FP8_PER_CHANNEL_PER_TOKEN" """, Linear + Rows * 4)]
    [InlineData(""" "quant_algo":"MXFP8" """, Linear / 32 * 33)]
    [InlineData(""" "quant_algo":"W4A8_MXFP4_FP8" """, Linear / 32 * 17)]
    [InlineData(""" "quant_algo":"NVFP4_AWQ" """, Linear / 16 * 9 + 7 * 4)]
    [InlineData(""" "quant_algo":"INT8_SQ" """, Linear + Rows * 4)]
    [InlineData(""" "quant_algo":"MIXED_PRECISION" """, Linear * 2)] // what no layer names stays
    [InlineData(""" "config_groups":{"g":{"weights":{"num_bits":8,"type":"float"}}} """, Linear + 7 * 4)]
    [InlineData(""" "quant_algo":"FP8","quantized_layers":[] """, Linear + 7 * 4)]
    public void An_algorithm_of_ModelOpt_stores_its_weights_and_scales(string keys, long bytes) =>
        Assert.Equal(new Bytes(Rest + bytes), Stored("""{"quant_method":"modelopt",""" + keys + "}"));

    [Theory]
    // GPTQ stores a zero point of a weight's bits beside each scale, act-order an index of 32 bits for each input; a group of -1 is a row.
    [InlineData("""{"quant_method":"gptq","bits":4,"group_size":-1}""", Linear / 2 + Rows * 2 + Rows / 2)]
    [InlineData("""{"quant_method":"gptq","bits":4,"group_size":65536}""", Linear / 2 + Rows * 2 + Rows / 2)]
    [InlineData("""{"quant_method":"gptq","desc_act":"no"}""", Linear / 2 + Scales + Linear / 128 / 2)]
    [InlineData("""{"quant_method":"gptq","desc_act":true}""", Linear / 2 + Scales + Linear / 128 / 2 + 4 * (6 * 256 + 512))]
    [InlineData("""{"quant_method":"awq","bits":8,"group_size":64}""", Linear + 2 * Scales + Linear / 64)]
    [InlineData("""{"quant_method":"awq","w_bit":8,"q_group_size":64}""", Linear + 2 * Scales + Linear / 64)]
    [InlineData("""{"quant_method":"awq","zero_point":false}""", Linear / 2 + Scales)]
    [InlineData("""{"quant_method":"awq"}""", Linear / 2 + Scales + Linear / 128 / 2)]
    [InlineData("""{"quant_method":"fp8","quantization":"none"}""", Linear + 7 * 4)]
    [InlineData("""{"quant_method":7,"quant_algo":"FP8"}""", Linear + 7 * 4)]
    // NF4: 32 bits for 64 weights; doubly quantized 8 bits, and 32 bits for each 256 of those (bitsandbytes, functional.py).
    [InlineData("""{"quant_method":"bitsandbytes","load_in_4bit":true}""", Linear / 2 + Linear / 64 * 4)]
    [InlineData("""{"quant_method":"bitsandbytes","load_in_4bit":true,"bnb_4bit_use_double_quant":true}""", Linear / 2 + Linear / 64 + Linear / (64 * 256) * 4)]
    // The names of a vision tower say nothing of the text model's layers of the same names.
    [InlineData("""{"quant_method":"fp8","ignored_layers":[],"modules_to_not_convert":["model.visual.layers.*"]}""", Linear + 7 * 4)]
    [InlineData("""{"quant_method":"fp8","modules_to_not_convert":["model.vision_tower.layers.*"]}""", Linear + 7 * 4)]
    [InlineData("""{"quant_method":"fp8","modules_to_not_convert":["*.SELF_ATTN.*"]}""", Linear + 7 * 4)] // names have a case
    [InlineData("""{"quant_method":"fp8","modules_to_not_convert":["*.self_attn.*"]}""", 2 * 4 * 256 * 256 + 3 * 256 * 512 + 3 * 4)]
    public void A_method_stores_its_weights_and_scales(string quantization, long bytes) => Assert.Equal(new Bytes(Rest + bytes), Stored(quantization));

    [Theory]
    [InlineData("""{"bits":4}""", "quant_method ''")]
    [InlineData("""{"quant_method":"gptq","group_size":0}""", "group_size of quantization_config must be a whole number from 1 to 65,536, or -1")]
    [InlineData("""{"quant_method":"gptq","group_size":65537}""", "group_size of quantization_config")]
    [InlineData("""{"quant_method":"fp8","weight_block_size":[128]}""", "two whole numbers above zero")]
    [InlineData("""{"quant_method":"fp8","weight_block_size":[128,128,128]}""", "two whole numbers above zero")]
    [InlineData("""{"quant_method":"fp8","weight_block_size":[128,0]}""", "two whole numbers above zero")]
    [InlineData("""{"quant_method":"compressed-tensors","config_groups":{"g":{"weights":{"num_bits":1}}}}""", "weights of 1 bits of type 'int'")]
    [InlineData("""{"quant_method":"compressed-tensors","config_groups":{"g":{"weights":{"num_bits":9}}}}""", "weights of 9 bits of type 'int'")]
    [InlineData("""{"quant_method":"fp8","modules_to_not_convert":["re:^(.*)*(.*)*(.*)*(.*)*x$"]}""", "takes too long to match")]
    public void A_config_that_cannot_be_followed_is_refused(string quantization, string expected) =>
        Assert.Contains(expected, Assert.Throws<SizingException>(() => Stored(quantization)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_pattern_may_have_a_thousand_characters_and_not_one_more()
    {
        static string Ignoring(int length) => $$"""{"quant_method":"fp8","modules_to_not_convert":["re:{{new string('a', length)}}"]}""";
        Assert.Equal(new Bytes(Rest + Linear + 7 * 4), Stored(Ignoring(1000)));
        Assert.Contains("has 1001 characters", Assert.Throws<SizingException>(() => Stored(Ignoring(1001))).Message, StringComparison.Ordinal);
    }

    /// <summary>vLLM applies formats that it makes itself to the text model; prediction modules stay as they are.</summary>
    [Fact]
    public void A_prediction_module_stays_in_16_bit()
    {
        var model = TinyConfig.Read("mimo", Shape + """ "num_nextn_predict_layers":1 """);
        var coding = WeightFormat.Fp8.CodingsFor(model);
        Assert.All(model.Tensors().Where(tensor => tensor.Part is ModelPart.Mtp), tensor => Assert.Equal("bf16", coding(tensor).Name));
    }

    /// <summary>The modules that vLLM builds without a quantization method, and checkpoints in FP8 keep in 16 bit.</summary>
    [Theory]
    [InlineData("Qwen/Qwen3-Next-80B-A3B-Instruct", "linear_attn.in_proj_ba.weight", "linear_attn.in_proj_qkvz.weight", "linear_attn.out_proj.weight")]
    [InlineData("deepseek-ai/DeepSeek-V3.2", "self_attn.indexer.weights_proj.weight", "self_attn.indexer.wq_b.weight", "self_attn.indexer.wk.weight")]
    public void Small_projections_stay_in_16_bit(string name, string kept, params string[] quantized)
    {
        var model = Catalog.Model(name);
        var coding = WeightFormat.Fp8.CodingsFor(model);
        var codings = model.Tensors().DistinctBy(tensor => tensor.LocalName).ToDictionary(tensor => tensor.LocalName, tensor => coding(tensor).Name);
        Assert.Equal(["bf16", .. quantized.Select(_ => "fp8")], [codings[kept], .. quantized.Select(part => codings[part])]);
    }

    [Theory]
    [InlineData("tiiuae/falcon-mamba-7b", "mixer.A_log")]
    [InlineData("tiiuae/falcon-mamba-7b", "mixer.conv1d.weight")]
    public void The_matrices_of_a_state_space_that_are_no_projections_stay_in_16_bit(string name, string parameter)
    {
        var model = Catalog.Model(name);
        Assert.Equal("bf16", WeightFormat.Fp8.CodingsFor(model)(model.Tensors().First(tensor => tensor.LocalName == parameter)).Name);
    }

    private static Bytes Stored(string quantization)
    {
        var model = TinyConfig.Read("llama", Shape + $""" "quantization_config":{quantization} """);
        return Weights.CheckpointBytes(model, WeightFormat.Of(model));
    }
}
