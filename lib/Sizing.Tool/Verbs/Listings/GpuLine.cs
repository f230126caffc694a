namespace Sizing.Tool.Verbs.Listings;

/// <summary>A GPU as one line of the table that <c>gpus</c> prints.</summary>
internal sealed record GpuLine
{
    public required string Gpu { get; init; }

    public required string Year { get; init; }

    public double NominalGiB { get; init; }

    public double UsableGiB { get; init; }

    public double BandwidthGB { get; init; }

    public object? Fp16 { get; init; }

    public object? Bf16 { get; init; }

    public object? Fp8 { get; init; }

    public object? Fp4 { get; init; }

    public double? LinkGB { get; init; }

    public double? Watts { get; init; }

    public required string Status { get; init; }

    internal static GpuLine Of(GpuSpec gpu) => new()
    {
        Gpu = gpu.Name,
        Year = $"{gpu.Year}",
        NominalGiB = gpu.NominalMemory.InGiB,
        UsableGiB = Math.Round(gpu.UsableMemory.InGiB, 2),
        BandwidthGB = gpu.BandwidthBytesPerSecond / 1e9,
        Fp16 = Rate(gpu.Peak.Fp16),
        Bf16 = Rate(gpu.Peak.Bf16),
        Fp8 = Rate(gpu.Peak.Fp8),
        Fp4 = Rate(gpu.Peak.Fp4),
        LinkGB = gpu.LinkBytesPerSecond / 1e9,
        Watts = gpu.TdpWatts,
        Status = Data.DataStatusWords.Word(gpu.Status),
    };

    /// <summary>The rate in TFLOPS, <c>none</c> where the hardware lacks the format, null where unknown.</summary>
    internal static object? Rate(PeakRate rate) => rate.IsUnsupported ? "none" : rate.Tflops;
}
