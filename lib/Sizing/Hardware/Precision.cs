namespace Sizing.Hardware;

/// <summary>Which data types engines compute in on which GPU.</summary>
public static class Precision
{
    /// <summary>
    /// Whether engines compute in <paramref name="type"/> on the GPU: the matrix units have the format.
    /// FP32 and types that are unpacked to another before the multiplication (INT4, GGUF blocks) are always supported.
    /// Weight-only use of FP8 or FP4 on older GPUs is left out.
    /// </summary>
    public static bool Supports(GpuSpec gpu, DataType type)
    {
        ArgumentNullException.ThrowIfNull(gpu);
        return FormatOf(type) is not { } format || !gpu.Peak[format].IsUnsupported;
    }

    /// <summary>One sentence that says why engines refuse the type on the GPU and what to use, or null when they accept it.</summary>
    public static string? Refusal(GpuSpec gpu, DataType type)
    {
        ArgumentNullException.ThrowIfNull(gpu);
        ArgumentNullException.ThrowIfNull(type);
        if (Supports(gpu, type))
            return null;
        var capability = gpu.CudaCapability is { } version ? $" (compute capability {version})" : "";
        var instead = type == DataType.Bf16 ? DataType.Fp16 : gpu.Supports(DataType.Bf16) ? DataType.Bf16 : DataType.Fp16;
        return $"{gpu.Name}{capability} cannot compute in {type}; use {instead}.";
    }

    /// <summary>The format of the matrix units that multiplies a data type, or null for types that are unpacked first.</summary>
    public static NumberFormat? FormatOf(DataType type)
    {
        ArgumentNullException.ThrowIfNull(type);
        return type.Name switch
        {
            "bf16" => NumberFormat.Bf16,
            "fp16" => NumberFormat.Fp16,
            "fp8" => NumberFormat.Fp8,
            "int8" => NumberFormat.Int8,
            "nvfp4" => NumberFormat.Fp4,
            _ => null,
        };
    }
}
