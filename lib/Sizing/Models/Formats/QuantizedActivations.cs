using System.Text.Json;
using static Sizing.Models.Formats.QuantizationJson;

namespace Sizing.Models.Formats;

/// <summary>The format of activations that a <c>quantization_config</c> makes linear layers multiply, which engines then keep beside the others.</summary>
internal static class QuantizedActivations
{
    /// <summary>A format of 8 bits where any layer takes it; NVFP4 where all quantized ones do; null where activations stay as they are.</summary>
    internal static NumberFormat? Of(JsonElement config)
    {
        if (config.ValueKind is not JsonValueKind.Object)
            return null;
        if (config.TryGetProperty("quantization", out var inner) && inner.ValueKind is JsonValueKind.Object)
            return Of(inner);
        if (Text(config, "quant_method") is "fp8" or "fbgemm_fp8")
            return NumberFormat.Fp8;
        var groups = Groups(config).Select(OfGroup).ToList();
        return OfAlgorithm(Text(config, "quant_algo")) is { } format && (groups.Count == 0 || format is not NumberFormat.Fp4) ? format
            : groups.Find(group => group is NumberFormat.Fp8 or NumberFormat.Int8)
            ?? (groups.Count > 0 && groups.TrueForAll(group => group is NumberFormat.Fp4) ? NumberFormat.Fp4 : null);
    }

    private static NumberFormat? OfAlgorithm(string? algorithm) => algorithm switch
    {
        "FP8" or "FP8_PER_CHANNEL_PER_TOKEN" => NumberFormat.Fp8,
        "INT8_SQ" or "W8A8_SQ_PER_CHANNEL" => NumberFormat.Int8,
        "NVFP4" or "NVFP4_AWQ" => NumberFormat.Fp4,
        _ => null,
    };

    private static IEnumerable<JsonElement> Groups(JsonElement config) =>
        config.TryGetProperty("config_groups", out var groups) && groups.ValueKind is JsonValueKind.Object
            ? groups.EnumerateObject().Select(group => group.Value).Where(group => group.ValueKind is JsonValueKind.Object)
            : [];

    private static NumberFormat? OfGroup(JsonElement group) =>
        !group.TryGetProperty("input_activations", out var inputs) || inputs.ValueKind is not JsonValueKind.Object ? null
            : (Text(inputs, "type"), Number(inputs, "num_bits")) switch
            {
                (_, 4) => NumberFormat.Fp4,
                ("int", 8) => NumberFormat.Int8,
                (_, 8) => NumberFormat.Fp8,
                _ => null,
            };
}
