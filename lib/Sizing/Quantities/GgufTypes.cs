namespace Sizing.Quantities;

/// <summary>The tensor types that the mixes name.</summary>
internal static class GgufTypes
{
    internal static readonly GgufType F32 = Get("F32");
    internal static readonly GgufType F16 = Get("F16");
    internal static readonly GgufType Bf16 = Get("BF16");
    internal static readonly GgufType Q41 = Get("Q4_1");
    internal static readonly GgufType Q51 = Get("Q5_1");
    internal static readonly GgufType Q80 = Get("Q8_0");
    internal static readonly GgufType Q2K = Get("Q2_K");
    internal static readonly GgufType Q3K = Get("Q3_K");
    internal static readonly GgufType Q4K = Get("Q4_K");
    internal static readonly GgufType Q5K = Get("Q5_K");
    internal static readonly GgufType Q6K = Get("Q6_K");
    internal static readonly GgufType Iq2Xxs = Get("IQ2_XXS");
    internal static readonly GgufType Iq2Xs = Get("IQ2_XS");
    internal static readonly GgufType Iq2S = Get("IQ2_S");
    internal static readonly GgufType Iq3Xxs = Get("IQ3_XXS");
    internal static readonly GgufType Iq3S = Get("IQ3_S");
    internal static readonly GgufType Mxfp4 = Get("MXFP4");

    private static GgufType Get(string name) => GgufType.Named(name)!;
}
