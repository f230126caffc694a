using System.Globalization;
using System.Text.RegularExpressions;
using Sizing.Quantities;

namespace Sizing.Models.Formats;

/// <summary>The spellings of weight formats.</summary>
internal static partial class WeightFormatNames
{
    private const string Known =
        "fp32, bf16, fp16, fp8, fp8-channel, fp8-block, int8, int4, gptq-int4-g128, awq-int4-g128, "
        + "compressed-tensors-int4-g128, nf4, nf4-dq, mxfp4, nvfp4, and GGUF file types such as Q4_K_M";

    internal static WeightFormat Parse(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var text = name.Trim();
        if (text.StartsWith("gguf:", StringComparison.OrdinalIgnoreCase) || text.StartsWith("gguf-", StringComparison.OrdinalIgnoreCase))
            return WeightFormat.Gguf(text[5..]);
        var spelled = text.ToLowerInvariant().Replace('_', '-');
        return Fixed(spelled)
            ?? Grouped(spelled)
            ?? (GgufFileTypes.Named(spelled.Replace('-', '_')) is { } type ? WeightFormat.Gguf(type) : null)
            ?? throw new SizingException($"Weight format '{name}' is unknown; known: {Known}.");
    }

    private static WeightFormat? Fixed(string name) => name switch
    {
        "fp32" or "float32" or "f32" => WeightFormat.Fp32,
        "bf16" or "bfloat16" => WeightFormat.Bf16,
        "fp16" or "float16" or "f16" or "half" => WeightFormat.Fp16,
        "fp8" or "fp8-static" or "fp8-tensor" or "fp8-per-tensor" or "float8" => WeightFormat.Fp8,
        "fp8-channel" or "fp8-per-channel" or "fp8-dynamic" or "fp8-w8a8" or "fbgemm-fp8" => WeightFormat.Fp8Channel,
        "fp8-block" or "fp8-128x128" or "fp8-blockwise" => WeightFormat.Fp8Block,
        "int8" or "int8-w8a8" or "w8a8" or "int8-channel" => WeightFormat.Int8,
        "int4" or "int4-w4a16" or "w4a16" => WeightFormat.Int4,
        "w4a8" => WeightFormat.CompressedTensors(),
        "gptq" or "gptq-int4" => WeightFormat.Gptq(),
        "awq" or "awq-int4" => WeightFormat.Awq(),
        "compressed-tensors" or "compressed-tensors-int4" => WeightFormat.CompressedTensors(),
        "nf4" or "fp4" or "bnb-4bit" or "bitsandbytes-4bit" or "bnb-nf4" => WeightFormat.Nf4,
        "nf4-dq" or "nf4-double" or "qlora" => WeightFormat.Nf4DoubleQuantized,
        "bnb-8bit" or "llm-int8" or "bitsandbytes-8bit" => WeightFormat.Int8,
        "mxfp4" => WeightFormat.MxFp4,
        "nvfp4" => WeightFormat.NvFp4,
        _ => null,
    };

    private static WeightFormat? Grouped(string name)
    {
        var match = GroupedName().Match(name);
        if (!match.Success)
            return null;
        var bits = Number(match.Groups["bits"], 4);
        var group = Number(match.Groups["group"], 128);
        if (bits is not (2 or 3 or 4 or 8) || group is not (-1 or (>= 1 and <= 65_536)))
            throw new SizingException($"Weight format '{name}' needs 2, 3, 4 or 8 bits and a group of 1 to 65,536 inputs, or -1 for whole rows.");
        return match.Groups["scheme"].Value switch
        {
            "gptq" or "int" or "w" => WeightFormat.Gptq(bits, group, match.Groups["order"].Success),
            "awq" => WeightFormat.Awq(bits, group),
            _ => WeightFormat.CompressedTensors(bits, group),
        };
    }

    private static int Number(Group group, int missing) =>
        group.Success ? int.Parse(group.ValueSpan, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture) : missing;

    [GeneratedRegex(@"^(?<scheme>gptq|awq|compressed-tensors|int|w)(-?(int|w)?(?<bits>\d))?(a16)?(-g(?<group>-1|\d{1,5}))?(?<order>-actorder)?$")]
    private static partial Regex GroupedName();
}
