namespace Sizing;

/// <summary>The dense peak rates of a GPU by number format. Sparse figures, twice as high on paper, are never stored here.</summary>
public sealed record PeakRates
{
    /// <summary>FP32, outside the matrix units where they lack it.</summary>
    public PeakRate Fp32 { get; init; }

    /// <summary>TF32.</summary>
    public PeakRate Tf32 { get; init; }

    /// <summary>FP16 with FP32 accumulation.</summary>
    public PeakRate Fp16 { get; init; }

    /// <summary>BF16 with FP32 accumulation.</summary>
    public PeakRate Bf16 { get; init; }

    /// <summary>FP8.</summary>
    public PeakRate Fp8 { get; init; }

    /// <summary>INT8, in integer operations.</summary>
    public PeakRate Int8 { get; init; }

    /// <summary>FP4.</summary>
    public PeakRate Fp4 { get; init; }

    /// <summary>The rate in one format.</summary>
    public PeakRate this[NumberFormat format] => format switch
    {
        NumberFormat.Fp32 => Fp32,
        NumberFormat.Tf32 => Tf32,
        NumberFormat.Fp16 => Fp16,
        NumberFormat.Bf16 => Bf16,
        NumberFormat.Fp8 => Fp8,
        NumberFormat.Int8 => Int8,
        NumberFormat.Fp4 => Fp4,
    };

    /// <summary>The rates of a part of the GPU.</summary>
    public PeakRates Scale(double share) => new()
    {
        Fp32 = Fp32.Scale(share),
        Tf32 = Tf32.Scale(share),
        Fp16 = Fp16.Scale(share),
        Bf16 = Bf16.Scale(share),
        Fp8 = Fp8.Scale(share),
        Int8 = Int8.Scale(share),
        Fp4 = Fp4.Scale(share),
    };
}
