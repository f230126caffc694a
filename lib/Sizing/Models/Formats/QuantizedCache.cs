using System.Text.Json;
using static Sizing.Models.Formats.QuantizationJson;

namespace Sizing.Models.Formats;

/// <summary>Whether the files of a model that ModelOpt quantized ask for a KV cache in FP8.</summary>
/// <remarks>Source: vllm-project/vllm, vllm/utils/torch_utils.py get_kv_cache_quant_algo_string.</remarks>
internal static class QuantizedCache
{
    internal static bool IsFp8(JsonElement config)
    {
        if (config.ValueKind is not JsonValueKind.Object)
            return false;
        if (config.TryGetProperty("quantization", out var inner) && inner.ValueKind is JsonValueKind.Object)
            return IsFp8(inner);
        if (!(Text(config, "quant_method") ?? "modelopt").StartsWith("modelopt", StringComparison.Ordinal))
            return false;
        return config.TryGetProperty("kv_cache_scheme", out var scheme) && scheme.ValueKind is JsonValueKind.Object
            ? Flag(scheme, "dynamic") is false && Number(scheme, "num_bits") is 8 && Text(scheme, "type") is "float"
            : string.Equals(Text(config, "kv_cache_quant_algo"), "fp8", StringComparison.OrdinalIgnoreCase);
    }
}
