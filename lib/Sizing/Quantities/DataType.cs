namespace Sizing;

/// <summary>
/// How an element of a tensor is stored: a number of elements that share a number of bytes.
/// Scales that belong to a block are part of it (llama.cpp's <c>q8_0</c>: 32 elements in 34 bytes).
/// </summary>
/// <remarks>Formats of whole models, which mix types by tensor, are weight formats, not data types.</remarks>
public sealed record DataType
{
    private DataType(string name, int elementsPerBlock, int bytesPerBlock, params string[] aliases)
    {
        Name = name;
        ElementsPerBlock = elementsPerBlock;
        BytesPerBlock = bytesPerBlock;
        Aliases = aliases;
    }

    /// <summary>IEEE single precision, 4 bytes.</summary>
    public static DataType Fp32 { get; } = new("fp32", 1, 4, "float32", "float", "f32");

    /// <summary>Brain floating point, 2 bytes.</summary>
    public static DataType Bf16 { get; } = new("bf16", 1, 2, "bfloat16");

    /// <summary>IEEE half precision, 2 bytes.</summary>
    public static DataType Fp16 { get; } = new("fp16", 1, 2, "float16", "half", "f16");

    /// <summary>8-bit floating point (E4M3 or E5M2), 1 byte.</summary>
    public static DataType Fp8 { get; } = new("fp8", 1, 1, "float8", "fp8_e4m3", "fp8_e5m2", "float8_e4m3fn", "f8_e4m3");

    /// <summary>8-bit integer, 1 byte.</summary>
    public static DataType Int8 { get; } = new("int8", 1, 1, "i8");

    /// <summary>4-bit integer without scales, half a byte.</summary>
    public static DataType Int4 { get; } = new("int4", 2, 1, "i4");

    /// <summary>NVIDIA FP4: 4 bits and one FP8 scale per 16 elements.</summary>
    public static DataType NvFp4 { get; } = new("nvfp4", 16, 9, "fp4");

    /// <summary>llama.cpp q8_0: 32 elements in 34 bytes.</summary>
    public static DataType Q8_0 { get; } = new("q8_0", 32, 34);

    /// <summary>llama.cpp q5_1: 32 elements in 24 bytes.</summary>
    public static DataType Q5_1 { get; } = new("q5_1", 32, 24);

    /// <summary>llama.cpp q5_0: 32 elements in 22 bytes.</summary>
    public static DataType Q5_0 { get; } = new("q5_0", 32, 22);

    /// <summary>llama.cpp q4_1: 32 elements in 20 bytes.</summary>
    public static DataType Q4_1 { get; } = new("q4_1", 32, 20);

    /// <summary>llama.cpp q4_0: 32 elements in 18 bytes.</summary>
    public static DataType Q4_0 { get; } = new("q4_0", 32, 18, "q4");

    /// <summary>Every data type, widest first.</summary>
    public static IReadOnlyList<DataType> All { get; } =
        [Fp32, Bf16, Fp16, Q8_0, Fp8, Int8, Q5_1, Q5_0, Q4_1, Q4_0, NvFp4, Int4];

    /// <summary>The name that people type: <c>bf16</c>.</summary>
    public string Name { get; }

    /// <summary>Other spellings that <see cref="Parse"/> accepts.</summary>
    public IReadOnlyList<string> Aliases { get; }

    /// <summary>How many elements one block holds.</summary>
    public int ElementsPerBlock { get; }

    /// <summary>How many bytes one block takes, scales included.</summary>
    public int BytesPerBlock { get; }

    /// <summary>Bits per element, scales included.</summary>
    public double BitsPerElement => 8.0 * BytesPerBlock / ElementsPerBlock;

    /// <summary>Returns the bytes of <paramref name="elements"/> contiguous elements, the last block counted whole.</summary>
    public Bytes BytesOf(long elements)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(elements);
        var (blocks, rest) = Math.DivRem(elements, ElementsPerBlock);
        return new((rest > 0 ? blocks + 1 : blocks) * BytesPerBlock);
    }

    /// <summary>Returns the data type of that name or alias, in any case.</summary>
    /// <exception cref="SizingException">No data type bears the name.</exception>
    public static DataType Parse(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return All.FirstOrDefault(type => type.IsCalled(name.Trim()))
            ?? throw new SizingException($"Data type '{name}' is unknown; known: {string.Join(", ", All.Select(type => type.Name))}.");
    }

    /// <summary>Returns the name.</summary>
    public override string ToString() => Name;

    private bool IsCalled(string name) =>
        Aliases.Append(Name).Any(alias => string.Equals(alias, name, StringComparison.OrdinalIgnoreCase));
}
