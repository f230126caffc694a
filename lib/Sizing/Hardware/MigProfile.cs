using Sizing.Hardware;

namespace Sizing;

/// <summary>A way to cut a GPU into instances (NVIDIA Multi-Instance GPU).</summary>
/// <param name="Gpu">The GPU that is cut.</param>
/// <param name="Name">The name of the profile, such as <c>1g.10gb</c>.</param>
/// <param name="Instances">How many instances of it the GPU holds.</param>
/// <param name="Memory">What nvidia-smi shows of one instance, or null where unknown.</param>
/// <param name="ComputeShare">The part of the GPU's compute units in one instance.</param>
/// <param name="MemoryShare">The part of the GPU's memory slices, and so of its bandwidth, in one instance.</param>
/// <param name="Status">How well the memory is attested.</param>
/// <param name="Source">Where it comes from.</param>
/// <param name="AsOf">When it was collected.</param>
public sealed record MigProfile(
    GpuSpec Gpu,
    string Name,
    int Instances,
    Bytes? Memory,
    double ComputeShare,
    double MemoryShare,
    DataStatus Status,
    string Source,
    string AsOf)
{
    /// <summary>
    /// One instance as a GPU of its own: its memory, its share of bandwidth and of the peak rates, and no link, since instances
    /// do not reach each other over NVLink. Power stays unknown.
    /// </summary>
    public GpuSpec ToGpu() => Gpu with
    {
        Name = $"{Gpu.Name} MIG {Name}",
        Aliases = [],
        IsInstance = true,
        NominalMemory = Gpu.NominalMemory.Share(MemoryShare),
        NvmlMemory = Memory,
        CudaVisibleMemory = Memory,
        Reserve = Memory is null ? Gpu.NominalMemory.Share(MemoryShare) - Gpu.UsableMemory.Share(MemoryShare) : Bytes.Zero,
        BandwidthBytesPerSecond = Gpu.BandwidthBytesPerSecond * MemoryShare,
        Peak = Gpu.Peak.Scale(ComputeShare),
        Link = "",
        LinkBytesPerSecond = null,
        TdpWatts = null,
        Status = Status,
        Source = Source,
        AsOf = AsOf,
    };

    /// <summary>Returns GPU and profile.</summary>
    public override string ToString() => $"{Gpu.Name} MIG {Name}";
}
