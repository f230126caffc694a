using Sizing.Explain;

namespace Sizing.Hardware;

/// <summary>How much of a GPU's memory a process can use.</summary>
public static class DeviceMemory
{
    /// <summary>
    /// The memory that a process can allocate from, before its own CUDA context. Left out: memory that other processes or a display hold.
    /// </summary>
    /// <param name="gpu">M and reserve: the GPU's memory, and what the driver, or on unified memory the operating system, keeps of it.</param>
    [Formula("M − reserve; M = what CUDA shows, else what nvidia-smi shows, else the nominal memory")]
    [Source("CUDA Runtime API", "cudaMemGetInfo: the total that torch and vLLM print")]
    [Source("data/gpus.csv", "reserve_mib: nvidia-smi total less CUDA-visible total, measured on GPUs of the same kind")]
    public static Bytes Usable(GpuSpec gpu)
    {
        ArgumentNullException.ThrowIfNull(gpu);
        return Known(gpu).Memory - gpu.Reserve;
    }

    /// <summary>The memory that ECC takes on a card whose GDDR keeps its own check bits, once it is turned on.</summary>
    /// <param name="nominal">N: the memory the card is sold with.</param>
    [Formula("N / 16")]
    [Source("nvidia-smi", "memory.total of cards with 48 GB of GDDR6: 49140 MiB without ECC (RTX A6000), 46068 MiB with it (A40, L40S)")]
    public static Bytes InlineEcc(Bytes nominal) => new(nominal.Count / 16);

    /// <summary><see cref="Usable"/> with the inputs that gave it.</summary>
    public static Term Explain(GpuSpec gpu)
    {
        ArgumentNullException.ThrowIfNull(gpu);
        var (memory, meaning) = Known(gpu);
        return Term.Computed(
            "Usable memory",
            TermKind.Other,
            Usable(gpu),
            Usable,
            new("M", meaning, memory),
            new("reserve", gpu.IsUnifiedMemory ? "kept for the operating system" : "kept by the driver", gpu.Reserve));
    }

    private static (Bytes Memory, string Meaning) Known(GpuSpec gpu) => gpu switch
    {
        { CudaVisibleMemory: { } visible } => (visible, "CUDA-visible memory"),
        { NvmlMemory: { } nvml } => (nvml, "nvidia-smi memory"),
        _ => (gpu.NominalMemory, "nominal memory"),
    };
}
