using System.Text.Json;
using Sizing.Quantities;

namespace Sizing.Models.Formats;

/// <summary>Reads single values of a <c>quantization_config</c>; null where the key is missing or null.</summary>
internal static class QuantizationJson
{
    internal static bool Has(JsonElement config, string key) =>
        config.TryGetProperty(key, out var value) && value.ValueKind is not JsonValueKind.Null;

    internal static string? Text(JsonElement config, string key) =>
        config.TryGetProperty(key, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;

    internal static bool? Flag(JsonElement config, string key) =>
        config.TryGetProperty(key, out var value) && value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() : null;

    internal static int? Number(JsonElement config, string key)
    {
        if (!Has(config, key))
            return null;
        return config.GetProperty(key) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt32(out var number) && number is -1 or (> 0 and <= 65_536)
            ? number
            : throw new SizingException($"{key} of quantization_config must be a whole number from 1 to 65,536, or -1.");
    }

    internal static IEnumerable<string> Names(JsonElement config, string key) =>
        config.TryGetProperty(key, out var list) && list.ValueKind is JsonValueKind.Array
            ? list.EnumerateArray().Where(item => item.ValueKind is JsonValueKind.String).Select(item => item.GetString()!)
            : [];

    internal static WeightCoding Tile(JsonElement tile)
    {
        if (tile.ValueKind is JsonValueKind.Array && tile.GetArrayLength() == 2
            && tile[0].TryGetInt32(out var rows) && tile[1].TryGetInt32(out var columns) && rows > 0 && columns > 0)
            return Codings.Fp8Tiles(rows, columns);
        throw new SizingException("The block size of quantization_config must be two whole numbers above zero, such as [128, 128].");
    }
}
