using Sizing.Explain;
using Sizing.Hardware;

namespace Sizing;

/// <summary>
/// One GPU (or TPU, or unified-memory chip) as software sees it: memory, rates, links, power.
/// Null means that the figure is unknown; figures come from <c>data/gpus.csv</c> or from the caller.
/// </summary>
public sealed record GpuSpec
{
    /// <summary>The name in the catalog, such as <c>H100 SXM 80GB</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Other names that people type.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>NVIDIA, AMD, Intel, Google or Apple.</summary>
    public string Vendor { get; init; } = "";

    /// <summary>The architecture, such as <c>Hopper</c>.</summary>
    public string Architecture { get; init; } = "";

    /// <summary>The compute capability (<c>9.0</c>) or the instruction set (<c>gfx942</c>); empty where there is none.</summary>
    public string ComputeCapability { get; init; } = "";

    /// <summary>The year of release.</summary>
    public int? Year { get; init; }

    /// <summary>The form, such as <c>SXM5</c>, <c>PCIe</c>, <c>consumer</c>.</summary>
    public string FormFactor { get; init; } = "";

    /// <summary>The memory it is sold with; the "80 GB" of a data sheet are 80 GiB of memory chips.</summary>
    public required Bytes NominalMemory { get; init; }

    /// <summary>What nvidia-smi (NVML), or the vendor's own tool, shows as total in the state the card is shipped; null where unknown.</summary>
    public Bytes? NvmlMemory { get; init; }

    /// <summary>
    /// What CUDA (<c>cudaMemGetInfo</c>), ROCm or Metal lets a process see: the total that torch and vLLM print; null where unknown.
    /// </summary>
    public Bytes? CudaVisibleMemory { get; init; }

    /// <summary>
    /// What a process cannot have of the best known of the three memories: what the driver keeps, measured on GPUs of the same kind,
    /// where <see cref="CudaVisibleMemory"/> is unknown; what the operating system needs, where the memory is shared with it.
    /// </summary>
    public Bytes Reserve { get; init; }

    /// <summary>Whether the memory is shared with the CPU and the operating system.</summary>
    public bool IsUnifiedMemory { get; init; }

    /// <summary>Whether it is an instance of a GPU that is cut (NVIDIA Multi-Instance GPU), which reaches no other.</summary>
    public bool IsInstance { get; init; }

    /// <summary>The kind of memory, such as <c>HBM3</c>.</summary>
    public string MemoryType { get; init; } = "";

    /// <summary>Peak memory bandwidth in bytes per second.</summary>
    public required double BandwidthBytesPerSecond { get; init; }

    /// <summary>Dense peak rates by number format.</summary>
    public PeakRates Peak { get; init; } = new();

    /// <summary>The link between GPUs, such as <c>NVLink4</c>; empty where there is none but PCIe.</summary>
    public string Link { get; init; } = "";

    /// <summary>Bandwidth of <see cref="Link"/> in bytes per second, both directions together; null without such a link.</summary>
    public double? LinkBytesPerSecond { get; init; }

    /// <summary>Whether the link leads to the GPU's own CPU alone: a server has one such GPU, and several meet over the network.</summary>
    internal bool IsAlone => Link.StartsWith("NVLink-C2C", StringComparison.Ordinal);

    /// <summary>The PCI Express generation, or null without PCIe.</summary>
    public int? PcieGeneration { get; init; }

    /// <summary>The PCI Express lanes, or null without PCIe.</summary>
    public int? PcieLanes { get; init; }

    /// <summary>Thermal design power in watts.</summary>
    public double? TdpWatts { get; init; }

    /// <summary><c>native</c> (no cost), <c>inline</c> (on, takes 1/16 of the memory), <c>optional</c> (off by default), <c>none</c>, or empty.</summary>
    public string Ecc { get; init; } = "";

    /// <summary>How well the row is attested.</summary>
    public DataStatus Status { get; init; }

    /// <summary>Where the figures come from.</summary>
    public string Source { get; init; } = "";

    /// <summary>When they were collected: a year, a month or a day in ISO form.</summary>
    public string AsOf { get; init; } = "";

    /// <summary>A remark on the figures.</summary>
    public string Note { get; init; } = "";

    /// <summary>The memory that a process can allocate from: what CUDA shows, else what nvidia-smi shows, else the nominal memory; less <see cref="Reserve"/>.</summary>
    public Bytes UsableMemory => DeviceMemory.Usable(this);

    /// <summary>The compute capability as a version, or null for a GPU that is not NVIDIA's.</summary>
    public Version? CudaCapability => Version.TryParse(ComputeCapability, out var version) ? version : null;

    /// <summary>Whether engines compute in the data type on this GPU; types that are only stored and unpacked are always supported.</summary>
    public bool Supports(DataType type) => Precision.Supports(this, type);

    /// <summary><see cref="UsableMemory"/> with its formula and inputs.</summary>
    public Term ExplainUsableMemory() => DeviceMemory.Explain(this);

    /// <summary>Returns the name.</summary>
    public override string ToString() => Name;
}
