namespace Sizing.Hardware;

/// <summary>Measured times of an all-reduce on one kind of GPU, over one library and one number of GPUs, by size of the message.</summary>
public sealed record AllReduceCurve
{
    /// <summary>The GPU.</summary>
    public required GpuSpec Gpu { get; init; }

    /// <summary>How the GPUs were joined, such as <c>NVSwitch</c> or <c>PCIe4 x16</c>.</summary>
    public required string Link { get; init; }

    /// <summary>The library whose all-reduce was measured: <c>NCCL</c>, <c>vLLM</c> (its own kernel, in a CUDA graph), <c>TensorRT-LLM</c>, <c>oneCCL</c>.</summary>
    public required string Library { get; init; }

    /// <summary>Its version.</summary>
    public required string Version { get; init; }

    /// <summary>The number of GPUs.</summary>
    public required int Gpus { get; init; }

    /// <summary>The measured points, by growing size.</summary>
    public required IReadOnlyList<AllReducePoint> Points { get; init; }

    /// <summary>Where the measurements come from.</summary>
    public required string Source { get; init; }

    /// <summary>When they were collected.</summary>
    public required string AsOf { get; init; }

    /// <summary>Returns GPU, number, library and version.</summary>
    public override string ToString() => $"{Gpus} × {Gpu} ({Link}), {Library} {Version}";
}
