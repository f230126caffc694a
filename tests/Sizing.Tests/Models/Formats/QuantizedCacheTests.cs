using System.Text.Json;
using Sizing.Models.Formats;

namespace Sizing.Tests.Models.Formats;

/// <summary>vllm-project/vllm, vllm/utils/torch_utils.py get_kv_cache_quant_algo_string: what becomes a KV cache in FP8, and what does not.</summary>
public sealed class QuantizedCacheTests
{
    [Theory]
    [InlineData("""{"quant_method":"modelopt","kv_cache_scheme":{"dynamic":false,"num_bits":8,"type":"float"}}""", true)]
    [InlineData("""{"quant_method":"modelopt_fp4","kv_cache_scheme":{"dynamic":false,"num_bits":8,"type":"float"}}""", true)]
    [InlineData("""{"quant_method":"modelopt","kv_cache_scheme":{"dynamic":true,"num_bits":8,"type":"float"}}""", false)]
    [InlineData("""{"quant_method":"modelopt","kv_cache_scheme":{"dynamic":false,"num_bits":4,"type":"float"}}""", false)] // NVFP4
    [InlineData("""{"quant_method":"modelopt","kv_cache_scheme":{"dynamic":false,"num_bits":8,"type":"int"}}""", false)]
    [InlineData("""{"quant_method":"modelopt","kv_cache_scheme":{"num_bits":8,"type":"float"}}""", false)]
    [InlineData("""{"quant_method":"modelopt","kv_cache_scheme":{"dynamic":false,"num_bits":8,"type":"int"},"kv_cache_quant_algo":"FP8"}""", false)] // the scheme comes first
    [InlineData("""{"quant_method":"modelopt","kv_cache_scheme":null,"kv_cache_quant_algo":"FP8"}""", true)]
    [InlineData("""{"quant_method":"modelopt","kv_cache_quant_algo":"fp8"}""", true)]
    [InlineData("""{"quant_method":"modelopt","kv_cache_quant_algo":"NVFP4"}""", false)]
    [InlineData("""{"quant_method":"modelopt","kv_cache_quant_algo":null}""", false)]
    [InlineData("""{"quant_method":"modelopt"}""", false)]
    [InlineData("""{"quant_method":"compressed-tensors","kv_cache_scheme":{"dynamic":false,"num_bits":8,"type":"float"}}""", false)]
    [InlineData("""{"quant_method":"fp8","kv_cache_quant_algo":"FP8"}""", false)]
    [InlineData("""{"producer":{"name":"modelopt"},"quantization":{"quant_algo":"NVFP4","kv_cache_quant_algo":"FP8"}}""", true)] // hf_quant_config.json
    [InlineData("""{"producer":{"name":"modelopt"},"quantization":{"quant_algo":"NVFP4","kv_cache_quant_algo":null}}""", false)]
    [InlineData("""{"quantization":"none","kv_cache_quant_algo":"FP8"}""", true)]
    [InlineData("[]", false)]
    public void Files_of_ModelOpt_ask_for_a_cache_in_FP8(string config, bool isFp8)
    {
        using var document = JsonDocument.Parse(config);
        Assert.Equal(isFp8, QuantizedCache.IsFp8(document.RootElement));
    }
}
