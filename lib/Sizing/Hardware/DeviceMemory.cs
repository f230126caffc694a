using Sizing.Explain;

namespace Sizing.Hardware;

/// <summary>How much of a GPU's memory a process can use.</summary>
public static class DeviceMemory
{
    /// <summary>
    /// The memory that a process can allocate from, before its own CUDA context. Left out: memory that other processes or a display hold.
    /// </summary>
    [Formula("cuda_visible; where unknown: nvml − reserve; where unknown too: nominal − reserve")]
    [Source("CUDA Runtime API", "cudaMemGetInfo; the total that torch and vLLM print")]
    [Source("data/gpus.csv", "driver_reserve_mib: nvidia-smi total minus CUDA-visible total, measured on GPUs of the same kind")]
    public static Bytes Usable(GpuSpec gpu)
    {
        ArgumentNullException.ThrowIfNull(gpu);
        return gpu.CudaVisibleMemory ?? (gpu.NvmlMemory ?? gpu.NominalMemory) - gpu.DriverReserve;
    }

    /// <summary><see cref="Usable"/> with the inputs that gave it.</summary>
    public static Term Explain(GpuSpec gpu)
    {
        ArgumentNullException.ThrowIfNull(gpu);
        IReadOnlyList<Input> inputs = gpu switch
        {
            { CudaVisibleMemory: { } visible } => [new("cuda_visible", "memory that CUDA shows", visible)],
            { NvmlMemory: { } nvml } => [new("nvml", "memory that nvidia-smi shows", nvml), Reserve(gpu)],
            _ => [new("nominal", "memory it is sold with", gpu.NominalMemory), Reserve(gpu)],
        };
        return Term.Computed("Usable memory", TermKind.Other, Usable(gpu), Usable, inputs) with { Note = gpu.Source };
    }

    private static Input Reserve(GpuSpec gpu) => new("reserve", "memory that the driver keeps", gpu.DriverReserve);
}
