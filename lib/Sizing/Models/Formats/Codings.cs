using Sizing.Quantities;

namespace Sizing.Models.Formats;

/// <summary>The codings of quantized linear layers, as quantizers and engines store them.</summary>
/// <remarks>
/// Left out: buffers of a few hundred bytes per matrix (packed shapes, quantization maps, activation scales).
/// </remarks>
public static class Codings
{
    /// <summary>FP8 with one FP32 scale per tensor: 8 bits and 4 bytes.</summary>
    public static WeightCoding Fp8PerTensor { get; } = new("fp8", 1, 1) { Scales = [WeightScale.PerTensor("scale", 32)] };

    /// <summary>FP8 with one FP32 scale per output row: 8 + 32 / inputs bits.</summary>
    public static WeightCoding Fp8PerRow { get; } = new("fp8-channel", 1, 1) { Scales = [WeightScale.PerRow("scale", 32)] };

    /// <summary>INT8 with one FP32 scale per output row: 8 + 32 / inputs bits.</summary>
    public static WeightCoding Int8PerRow { get; } = new("int8", 1, 1) { Scales = [WeightScale.PerRow("scale", 32)] };

    /// <summary>OCP MXFP4: 4 bits and one E8M0 byte per 32 inputs, 4.25 bits.</summary>
    public static WeightCoding MxFp4 { get; } = new("mxfp4", 32, 17);

    /// <summary>OCP MXFP8: 8 bits and one E8M0 byte per 32 inputs, 8.25 bits.</summary>
    public static WeightCoding MxFp8 { get; } = new("mxfp8", 32, 33);

    /// <summary>NVFP4: 4 bits, one E4M3 byte per 16 inputs and one FP32 per tensor, 4.5 bits.</summary>
    public static WeightCoding NvFp4 { get; } = new("nvfp4", 16, 9) { Scales = [WeightScale.PerTensor("global scale", 32)] };

    /// <summary>NF4 and FP4 of bitsandbytes: 4 bits and one FP32 scale per 64 weights, 4.5 bits (QLoRA, section 3).</summary>
    public static WeightCoding Nf4 { get; } = new("nf4", 2, 1) { Scales = [WeightScale.PerRun("absmax", 32, 64)] };

    /// <summary>NF4 with double quantization: one FP8 per 64 weights and one FP32 per 256 of those, 4.127 bits (QLoRA, section 3).</summary>
    public static WeightCoding Nf4DoubleQuantized { get; } = new("nf4-dq", 2, 1)
    {
        Scales = [WeightScale.PerRun("absmax", 8, 64), WeightScale.PerRun("absmax of absmax", 32, 64 * 256)],
    };

    /// <summary>FP8 with one scale per tile: 8.00195 bits for FP32 scales of 128 by 128 tiles.</summary>
    /// <param name="rows">Output features of a tile.</param>
    /// <param name="columns">Input features of a tile.</param>
    /// <param name="scaleBits">32, or 8 where scales are stored as UE8M0.</param>
    public static WeightCoding Fp8Tiles(int rows, int columns, int scaleBits = 32) =>
        new("fp8-block", 1, 1) { Scales = [WeightScale.PerTile("scale", scaleBits, rows, columns)] };

    /// <summary>Integers in groups along the inputs: bits + 16 / group for the scale, + bits / group for a zero point.</summary>
    /// <param name="bits">Bits of a weight: 2, 3, 4 or 8.</param>
    /// <param name="group">Inputs that share a scale; -1 for a whole row.</param>
    /// <param name="zeroPoints">Whether each group stores a zero point; GPTQ files keep it even when quantization is symmetric.</param>
    /// <param name="groupIndex">Whether the group of each input is stored as 32 bits (GPTQ's act-order).</param>
    public static WeightCoding Integer(int bits, int group, bool zeroPoints, bool groupIndex = false)
    {
        WeightScale PerGroup(string name, int size) =>
            group > 0 ? WeightScale.PerTile(name, size, 1, group) : WeightScale.PerRow(name, size);
        return new($"int{bits}-g{group}", 8, bits)
        {
            Scales =
            [
                PerGroup("scale", 16),
                .. zeroPoints ? [PerGroup("zero point", bits)] : Array.Empty<WeightScale>(),
                .. groupIndex ? [WeightScale.PerColumn("group index", 32)] : Array.Empty<WeightScale>(),
            ],
        };
    }
}
