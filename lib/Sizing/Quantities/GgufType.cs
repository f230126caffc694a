using System.Collections.Frozen;

namespace Sizing.Quantities;

/// <summary>
/// A tensor type of a GGUF file: a block of elements along a row in a fixed number of bytes, scales included.
/// Sizes and numbers are those of llama.cpp (ggml/src/ggml-common.h and ggml/include/ggml.h).
/// </summary>
/// <param name="Name">llama.cpp's name: <c>Q4_K</c>.</param>
/// <param name="Id">The number that stands for the type in a file.</param>
/// <param name="ElementsPerBlock">Elements of one block.</param>
/// <param name="BytesPerBlock">Bytes of one block.</param>
public sealed record GgufType(string Name, int Id, int ElementsPerBlock, int BytesPerBlock)
{
    /// <summary>Every type that a file may hold, in the order of their numbers.</summary>
    public static IReadOnlyList<GgufType> All { get; } =
    [
        new("F32", 0, 1, 4),
        new("F16", 1, 1, 2),
        new("Q4_0", 2, 32, 18),
        new("Q4_1", 3, 32, 20),
        new("Q5_0", 6, 32, 22),
        new("Q5_1", 7, 32, 24),
        new("Q8_0", 8, 32, 34),
        new("Q8_1", 9, 32, 36),
        new("Q2_K", 10, 256, 84),
        new("Q3_K", 11, 256, 110),
        new("Q4_K", 12, 256, 144),
        new("Q5_K", 13, 256, 176),
        new("Q6_K", 14, 256, 210),
        new("Q8_K", 15, 256, 292),
        new("IQ2_XXS", 16, 256, 66),
        new("IQ2_XS", 17, 256, 74),
        new("IQ3_XXS", 18, 256, 98),
        new("IQ1_S", 19, 256, 50),
        new("IQ4_NL", 20, 32, 18),
        new("IQ3_S", 21, 256, 110),
        new("IQ2_S", 22, 256, 82),
        new("IQ4_XS", 23, 256, 136),
        new("I8", 24, 1, 1),
        new("I16", 25, 1, 2),
        new("I32", 26, 1, 4),
        new("I64", 27, 1, 8),
        new("F64", 28, 1, 8),
        new("IQ1_M", 29, 256, 56),
        new("BF16", 30, 1, 2),
        new("TQ1_0", 34, 256, 54),
        new("TQ2_0", 35, 256, 66),
        new("MXFP4", 39, 32, 17),
        new("NVFP4", 40, 64, 36),
        new("Q1_0", 41, 128, 18),
        new("Q2_0", 42, 64, 18),
    ];

    private static readonly FrozenDictionary<int, GgufType> ById = All.ToFrozenDictionary(type => type.Id);

    private static readonly FrozenDictionary<string, GgufType> ByName =
        All.ToFrozenDictionary(type => type.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>Bits per element, scales included.</summary>
    public double BitsPerElement => 8.0 * BytesPerBlock / ElementsPerBlock;

    /// <summary>The coding of a matrix of this type.</summary>
    public WeightCoding Coding { get; } = new(Name, ElementsPerBlock, BytesPerBlock);

    /// <summary>Returns the type with that number in a file, or null.</summary>
    public static GgufType? WithId(int id) => ById.GetValueOrDefault(id);

    /// <summary>Returns the type of that name, in any case, or null.</summary>
    public static GgufType? Named(string name) => ByName.GetValueOrDefault(name);

    /// <summary>
    /// Returns this type, or the one that llama.cpp takes instead where rows of <paramref name="columns"/> elements
    /// do not fill whole blocks; F16 where that does not fit either.
    /// </summary>
    /// <remarks>Source: ggml-org/llama.cpp, src/llama-quant.cpp, tensor_type_fallback.</remarks>
    public GgufType FallbackFor(long columns)
    {
        if (Divides(columns))
            return this;
        var other = Named(Name switch
        {
            "Q2_K" or "Q3_K" or "Q2_0" or "TQ1_0" or "TQ2_0" => "Q4_0",
            "Q4_K" => "Q5_0",
            "Q5_K" => "Q5_1",
            "Q6_K" => "Q8_0",
            _ => "IQ4_NL",
        })!;
        return other.Divides(columns) ? other : Named("F16")!;
    }

    /// <summary>Whether rows of <paramref name="columns"/> elements can be stored in whole blocks.</summary>
    public bool Divides(long columns) => columns % ElementsPerBlock == 0;

    /// <summary>Returns the name.</summary>
    public override string ToString() => Name;
}
