using static Sizing.Quantities.GgufTypes;

namespace Sizing.Quantities;

/// <summary>Every GGUF file type, each with its rules as llama.cpp applies them.</summary>
/// <remarks>Source: ggml-org/llama.cpp, src/llama-quant.cpp (commit 007dbbf) and include/llama.h for the numbers.</remarks>
public static class GgufFileTypes
{
    /// <summary>Every file type that llama-quantize makes, and the "_L" and "_XL" names of publishers.</summary>
    public static IReadOnlyList<GgufFileType> All { get; } = [.. Plain(), .. KQuants(), .. IQuants(), .. LowIQuants(), .. LargeEnds()];

    /// <summary>Returns the file type of that name, in any case, or null.</summary>
    public static GgufFileType? Named(string name) =>
        All.FirstOrDefault(type => string.Equals(type.Name, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Returns the file type with that number in <c>general.file_type</c>, or null.</summary>
    public static GgufFileType? WithId(int id) => All.FirstOrDefault(type => type.Id == id);

    private static GgufFileType Of(string name, int id) => new(name, id, GgufType.Named(name)!);

    private static IEnumerable<GgufFileType> Plain() =>
    [
        Of("F32", 0),
        Of("F16", 1),
        Of("BF16", 32),
        Of("Q8_0", 7),
        Of("Q4_0", 2) with { Down = static (tensor, matrix) => matrix && tensor.IsInFirstEighth ? Q41 : null },
        Of("Q4_1", 3),
        Of("Q5_0", 8) with { Down = static (tensor, matrix) => matrix && tensor.IsInFirstEighth ? Q51 : null },
        Of("Q5_1", 9),
        Of("TQ1_0", 36) with { Embedding = Q4K },
        Of("TQ2_0", 37) with { Embedding = Q4K },
        new("MXFP4_MOE", 38, Q80) { Experts = Mxfp4 },
        Of("Q1_0", 40),
        Of("Q2_0", 41) with { Embedding = Q4K },
    ];

    private static IEnumerable<GgufFileType> KQuants() =>
    [
        new("Q2_K", 10, Q2K)
        {
            Value = static tensor => tensor.Model.HasSmallValues ? Q4K : Q3K,
            Down = static (_, _) => Q3K,
            AttentionOutput = static tensor => tensor.Model.IsFalcon ? null : Q3K,
            RaisesAttentionOutput = true,
        },
        new("Q2_K_S", 21, Q2K)
        {
            Value = SmallValues(Q4K),
            Down = static (tensor, _) => tensor.IsInFirstEighth ? Q4K : null,
            HasImportanceMatrix = true,
        },
        new("Q3_K_S", 11, Q3K) { RaisesAttentionOutput = true },
        new("Q3_K_M", 12, Q3K)
        {
            Value = static tensor => tensor.Index < 2 ? Q5K : Q4K,
            Down = static (tensor, _) => tensor.Index < tensor.Count / 16 ? Q5K
                : !tensor.Model.IsFalcon || tensor.GetsMoreBits ? Q4K : null,
            AttentionOutput = static tensor => tensor.Model.IsFalcon ? null : Q4K,
            RaisesAttentionOutput = true,
        },
        new("Q3_K_L", 13, Q3K)
        {
            Value = static _ => Q5K,
            Down = static (tensor, _) => tensor.Model.IsFalcon ? Q4K : Q5K,
            AttentionOutput = static tensor => tensor.Model.IsFalcon ? Q4K : Q5K,
        },
        new("Q4_K_S", 14, Q4K)
        {
            Value = static tensor => tensor.Index < 4 ? Q5K : null,
            Down = static (tensor, _) => !tensor.Model.IsFalcon && tensor.IsInFirstEighth ? Q5K : null,
            RaisesAttentionOutput = true,
        },
        new("Q4_K_M", 15, Q4K)
        {
            Value = MoreBits(Q6K),
            Down = static (tensor, _) => tensor.Model.IsFalcon ? FalconDown(tensor) : tensor.GetsMoreBits ? Q6K : null,
            RaisesAttentionOutput = true,
        },
        new("Q5_K_S", 16, Q5K),
        new("Q5_K_M", 17, Q5K) { Value = MoreBits(Q6K), Down = static (tensor, _) => tensor.GetsMoreBits ? Q6K : null },
        Of("Q6_K", 18),
    ];

    private static IEnumerable<GgufFileType> IQuants() =>
    [
        new("IQ3_XXS", 23, Iq3Xxs)
        {
            Output = Q5K,
            Embedding = Iq3S,
            Value = static tensor => tensor.Model.HasSmallValues ? Q4K : null,
            QueryOrKey = static _ => Iq2S,
            AttentionOutput = static tensor => tensor.Model.IsFalcon ? null : Iq3S,
            RaisesAttentionOutput = true,
            HasImportanceMatrix = true,
        },
        new("IQ3_XS", 22, Iq3S)
        {
            Value = SmallValues(Q4K),
            QueryOrKey = static _ => Iq3Xxs,
            GateOrUp = static tensor => tensor.IsInTheMiddle ? Iq3Xxs : null,
            RaisesAttentionOutput = true,
            HasImportanceMatrix = true,
        },
        new("IQ3_S", 26, Iq3S) { Value = SmallValues(Q4K), RaisesAttentionOutput = true },
        new("IQ3_M", 27, Iq3S)
        {
            Value = static _ => Q4K,
            Down = static (tensor, _) => tensor.IsInFirstEighth || (tensor.Model.Experts == 8 && tensor.GetsMoreBits) ? Q4K : null,
            AttentionOutput = static tensor => tensor.Model.IsFalcon ? null : Q4K,
            RaisesAttentionOutput = true,
        },
        Iq4("IQ4_NL", 25),
        Iq4("IQ4_XS", 30),
    ];

    private static IEnumerable<GgufFileType> LowIQuants() =>
    [
        Low("IQ1_S", 24, GgufType.Named("IQ1_S")!, raised: Q2K, embedding: Q2K, attentionOutput: Iq2Xxs),
        Low("IQ1_M", 31, GgufType.Named("IQ1_M")!, raised: Q2K, embedding: Q2K, attentionOutput: Iq2Xxs),
        Low("IQ2_XXS", 19, Iq2Xxs, raised: Q2K, embedding: Q2K, attentionOutput: null),
        Low("IQ2_XS", 20, Iq2Xs, raised: Q2K, embedding: Q2K, attentionOutput: null),
        Low("IQ2_S", 28, Iq2Xs, raised: Iq3S, embedding: Iq3S, attentionOutput: Iq3S),
        Low("IQ2_M", 29, Iq2S, raised: Iq3S, embedding: Iq3S, attentionOutput: Iq3S),
    ];

    /// <summary>Publishers' variants with embedding and head in Q8_0, such as Q4_K_L.</summary>
    private static IEnumerable<GgufFileType> LargeEnds() =>
        from pair in new[] { ("Q2_K", "Q2_K_L"), ("Q3_K_L", "Q3_K_XL"), ("Q4_K_M", "Q4_K_L"), ("Q5_K_M", "Q5_K_L"), ("Q6_K", "Q6_K_L") }
        from type in KQuants()
        where type.Name == pair.Item1
        select type with { Name = pair.Item2, Id = -1, Embedding = Q80, Output = Q80 };

    private static GgufFileType Iq4(string name, int id) => Of(name, id) with
    {
        Value = SmallValues(Q5K),
        Down = static (tensor, matrix) => !matrix && tensor.IsInFirstEighth ? Q5K : null,
        RaisesAttentionOutput = true,
    };

    private static GgufFileType Low(
        string name, int id, GgufType type, GgufType raised, GgufType embedding, GgufType? attentionOutput) => new(name, id, type)
        {
            Output = Q5K,
            Embedding = embedding,
            Value = tensor => tensor.Model.HasSmallValues || tensor.Model.Experts >= 4 ? Q4K : raised,
            QueryOrKey = static tensor => tensor.Model.Experts == 8 && tensor.Kind == GgufTensorKind.Key ? Q4K : null,
            Down = (tensor, _) => tensor.IsInFirstEighth ? raised : null,
            AttentionOutput = tensor => tensor.Model.Experts == 8 ? Q5K : attentionOutput,
            RaisesSmallProjections = false,
            HasImportanceMatrix = true,
        };

    private static Func<GgufTensor, GgufType?> SmallValues(GgufType type) => tensor => tensor.Model.HasSmallValues ? type : null;

    private static Func<GgufTensor, GgufType?> MoreBits(GgufType type) => tensor => tensor.GetsMoreBits ? type : null;

    private static GgufType FalconDown(GgufTensor tensor) =>
        tensor.Index < tensor.Count / 16 ? Q6K : tensor.GetsMoreBits ? Q5K : Q4K;
}
