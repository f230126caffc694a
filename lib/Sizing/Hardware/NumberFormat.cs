namespace Sizing;

/// <summary>The number formats that a GPU's matrix units multiply, as spec sheets list them.</summary>
public enum NumberFormat
{
    /// <summary>IEEE single precision.</summary>
    Fp32,

    /// <summary>TensorFloat-32: FP32 values multiplied with 10 bits of mantissa.</summary>
    Tf32,

    /// <summary>IEEE half precision.</summary>
    Fp16,

    /// <summary>Brain floating point.</summary>
    Bf16,

    /// <summary>8-bit floating point.</summary>
    Fp8,

    /// <summary>8-bit integers.</summary>
    Int8,

    /// <summary>4-bit floating point with block scales.</summary>
    Fp4,
}
