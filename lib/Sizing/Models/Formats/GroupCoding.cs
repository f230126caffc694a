using System.Text.Json;
using Sizing.Quantities;
using static Sizing.Models.Formats.QuantizationJson;

namespace Sizing.Models.Formats;

/// <summary>The coding that a <c>weights</c> block of compressed-tensors or an algorithm of ModelOpt stands for.</summary>
internal static class GroupCoding
{
    internal static WeightCoding Of(JsonElement weights)
    {
        var bits = Number(weights, "num_bits") ?? 8;
        var group = Number(weights, "group_size");
        return (Text(weights, "type") ?? "int", bits) switch
        {
            ("float", 8) => Fp8(weights, group),
            ("float", 4) => group == 32 ? Codings.MxFp4 : Codings.NvFp4,
            ("int", 8) when group is null => Codings.Int8PerRow,
            ("int", >= 2 and <= 8) => Codings.Integer(bits, group ?? -1, zeroPoints: !(Flag(weights, "symmetric") ?? true)),
            var (type, _) => throw new SizingException($"quantization_config has weights of {bits} bits of type '{type}', which is not known."),
        };
    }

    internal static WeightCoding OfAlgorithm(string algorithm, int? group) => algorithm switch
    {
        "FP8" => Codings.Fp8PerTensor,
        "FP8_PER_CHANNEL_PER_TOKEN" => Codings.Fp8PerRow,
        "FP8_PB_WO" or "FP8_PB_REAL" => Codings.Fp8Tiles(128, 128),
        "NVFP4" or "NVFP4_AWQ" or "W4A16_NVFP4" => Codings.NvFp4,
        "MXFP8" => Codings.MxFp8,
        "MXFP4" or "W4A8_MXFP4_FP8" => Codings.MxFp4,
        "W4A16_AWQ" or "W4A8_AWQ" or "INT4_AWQ" => Codings.Integer(4, group ?? 128, zeroPoints: false),
        "INT8_SQ" or "W8A8_SQ_PER_CHANNEL" => Codings.Int8PerRow,
        _ => throw new SizingException($"quantization_config has quant_algo '{algorithm}', which is not known."),
    };

    private static WeightCoding Fp8(JsonElement weights, int? group) => Text(weights, "strategy") switch
    {
        "channel" => Codings.Fp8PerRow,
        "block" when weights.TryGetProperty("block_structure", out var tile) => Tile(tile),
        "group" => group == 32 ? Codings.MxFp8 : Codings.Fp8Tiles(1, group ?? 128),
        _ => Codings.Fp8PerTensor,
    };
}
