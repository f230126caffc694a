using System.Text.Json;
using static Sizing.Models.Formats.QuantizationJson;

namespace Sizing.Models.Formats;

/// <summary>Whether a <c>quantization_config</c> makes linear layers multiply activations of 8 bits, which engines then keep beside the others, or of 4.</summary>
internal static class QuantizedActivations
{
    internal static bool In(JsonElement config)
    {
        if (config.ValueKind is not JsonValueKind.Object)
            return false;
        if (config.TryGetProperty("quantization", out var inner) && inner.ValueKind is JsonValueKind.Object)
            return In(inner);
        return Text(config, "quant_method") is "fp8" or "fbgemm_fp8" || Text(config, "quant_algo") is "FP8" || Groups(config).Any(group => Takes(group, 8));
    }

    /// <summary>Whether all quantized layers take activations of 4 bits, as NVFP4 does.</summary>
    internal static bool InFourBits(JsonElement config)
    {
        if (config.ValueKind is not JsonValueKind.Object)
            return false;
        if (config.TryGetProperty("quantization", out var inner) && inner.ValueKind is JsonValueKind.Object)
            return InFourBits(inner);
        var groups = Groups(config).ToList();
        return groups.Count > 0 ? groups.TrueForAll(group => Takes(group, 4)) : Text(config, "quant_algo") is "NVFP4" or "NVFP4_AWQ";
    }

    private static IEnumerable<JsonElement> Groups(JsonElement config) =>
        config.TryGetProperty("config_groups", out var groups) && groups.ValueKind is JsonValueKind.Object
            ? groups.EnumerateObject().Select(group => group.Value).Where(group => group.ValueKind is JsonValueKind.Object)
            : [];

    private static bool Takes(JsonElement group, int bits) =>
        group.TryGetProperty("input_activations", out var inputs) && inputs.ValueKind is JsonValueKind.Object && Number(inputs, "num_bits") == bits;
}
