using System.Text.Json;
using static Sizing.Models.Formats.QuantizationJson;

namespace Sizing.Models.Formats;

/// <summary>Whether a <c>quantization_config</c> makes linear layers multiply activations of 8 bits, which engines then keep beside the others.</summary>
internal static class QuantizedActivations
{
    internal static bool In(JsonElement config)
    {
        if (config.ValueKind is not JsonValueKind.Object)
            return false;
        if (config.TryGetProperty("quantization", out var inner) && inner.ValueKind is JsonValueKind.Object)
            return In(inner);
        return Text(config, "quant_method") is "fp8" or "fbgemm_fp8" || Text(config, "quant_algo") is "FP8" || Groups(config).Any(TakesEightBits);
    }

    private static IEnumerable<JsonElement> Groups(JsonElement config) =>
        config.TryGetProperty("config_groups", out var groups) && groups.ValueKind is JsonValueKind.Object
            ? groups.EnumerateObject().Select(group => group.Value).Where(group => group.ValueKind is JsonValueKind.Object)
            : [];

    private static bool TakesEightBits(JsonElement group) =>
        group.TryGetProperty("input_activations", out var inputs) && inputs.ValueKind is JsonValueKind.Object && Number(inputs, "num_bits") is 8;
}
