using Sizing.Data;

namespace Sizing.Tool.Verbs.Listings;

/// <summary>GPUs and systems as JSON objects: the properties, in their order, are the keys.</summary>
internal static class CatalogJson
{
    internal static string Of(GpuSpec gpu) => JsonLine.Of(new
    {
        Gpu = gpu.Name,
        gpu.Aliases,
        gpu.Vendor,
        gpu.Architecture,
        gpu.ComputeCapability,
        gpu.Year,
        gpu.FormFactor,
        NominalBytes = gpu.NominalMemory.Count,
        NvmlBytes = gpu.NvmlMemory?.Count,
        CudaVisibleBytes = gpu.CudaVisibleMemory?.Count,
        UsableBytes = gpu.UsableMemory.Count,
        UnifiedMemory = gpu.IsUnifiedMemory,
        gpu.MemoryType,
        gpu.BandwidthBytesPerSecond,
        DenseTflops = Enum.GetValues<NumberFormat>().ToDictionary(format => format.ToString().ToLowerInvariant(), format => Rate(gpu.Peak[format])),
        gpu.Link,
        gpu.LinkBytesPerSecond,
        gpu.PcieGeneration,
        gpu.PcieLanes,
        gpu.TdpWatts,
        gpu.Ecc,
        Status = DataStatusWords.Word(gpu.Status),
        gpu.Source,
        gpu.AsOf,
        gpu.Note,
    });

    internal static string Of(SystemSpec system) => JsonLine.Of(new
    {
        System = system.Name,
        system.Aliases,
        system.Vendor,
        system.Year,
        Gpu = system.Gpu.Name,
        system.Gpus,
        UsableBytes = system.UsableMemory.Count,
        system.Interconnect,
        system.LinkBytesPerSecond,
        system.Topology,
        system.Network,
        system.NetworkBytesPerSecond,
        system.MaxPowerWatts,
        HostBytes = system.HostMemory?.Count,
        system.RackUnits,
        system.Cooling,
        Status = DataStatusWords.Word(system.Status),
        system.Source,
        system.AsOf,
        system.Note,
    });

    private static object? Rate(PeakRate rate) => rate.IsUnsupported ? CsvRow.Unsupported : rate.Tflops;
}
