using Sizing.Data;

namespace Sizing.Tool.Verbs.Listings;

/// <summary>A figure of a GPU or system, named, as <c>gpus</c> and <c>systems</c> print one in full.</summary>
internal sealed record CatalogField(string Name, object? Value)
{
    internal static IEnumerable<CatalogField> Of(GpuSpec gpu) =>
    [
        new("Other names", Text(string.Join(", ", gpu.Aliases))),
        new("Vendor, architecture, year", $"{gpu.Vendor}, {gpu.Architecture}, {gpu.Year}"),
        new("Compute capability", Text(gpu.ComputeCapability)),
        new("Form", Text(gpu.FormFactor)),
        new("Nominal memory", $"{gpu.NominalMemory} {gpu.MemoryType}{(gpu.IsUnifiedMemory ? ", shared with the CPU" : "")}"),
        new("nvidia-smi memory", gpu.NvmlMemory),
        new("CUDA-visible memory", gpu.CudaVisibleMemory),
        new("Usable memory", $"{gpu.UsableMemory} = {string.Join(" − ", gpu.ExplainUsableMemory().Inputs.Select(input => $"{input.Value} {input.Meaning}"))}"),
        new("Bandwidth", PerSecond(gpu.BandwidthBytesPerSecond)),
        .. Enum.GetValues<NumberFormat>().Select(format => new CatalogField($"{format} peak, dense", gpu.Peak[format].ToString())),
        new("Link, both directions", gpu.LinkBytesPerSecond is { } link ? $"{gpu.Link}, {link / 1e9:0.#} GB/s" : "none"),
        new("PCI Express", gpu.PcieGeneration is { } generation ? $"{generation}.0 x{gpu.PcieLanes}" : "none"),
        new("Power, W", gpu.TdpWatts),
        new("ECC", Text(gpu.Ecc)),
        new("MIG profiles", Text(string.Join(", ", Catalog.MigProfiles(gpu).Select(profile => profile.Name)))),
        new("Rental, USD per hour", Range(Catalog.RentalPerGpuHour(gpu))),
        new("Purchase, USD", Range(Catalog.PurchasePrice(gpu))),
        .. Attested(gpu.Status, gpu.Source, gpu.AsOf, gpu.Note),
    ];

    internal static IEnumerable<CatalogField> Of(SystemSpec system) =>
    [
        new("Other names", Text(string.Join(", ", system.Aliases))),
        new("Vendor, year", $"{system.Vendor}, {system.Year}"),
        new("GPUs", $"{system.Gpus} × {system.Gpu}"),
        new("Usable GPU memory", system.UsableMemory),
        new("Interconnect", Text(system.Interconnect)),
        new("Link per GPU, both directions", PerSecond(system.LinkBytesPerSecond)),
        new("Topology", system.Topology),
        new("Network", Text(system.Network)),
        new("Network, one direction", PerSecond(system.NetworkBytesPerSecond)),
        new("Network per GPU, one direction", PerSecond(system.NetworkBytesPerSecondPerGpu)),
        new("Highest power, W", system.MaxPowerWatts),
        new("Host memory", system.HostMemory),
        new("Rack units", system.RackUnits),
        new("Cooling", Text(system.Cooling)),
        new("Purchase, USD", Range(Catalog.PurchasePrice(system))),
        .. Attested(system.Status, system.Source, system.AsOf, system.Note),
    ];

    private static IEnumerable<CatalogField> Attested(Hardware.DataStatus status, string source, string asOf, string note) =>
    [
        new("Status", DataStatusWords.Word(status)),
        new("Source", source),
        new("As of", asOf),
        new("Note", Text(note)),
    ];

    private static string? Range(PriceRange? prices) => prices is null
        ? null
        : $"{prices.Typical:N2} ({prices.Low:N2} to {prices.High:N2}; {prices.Prices.Count} prices, "
            + $"{prices.Prices.Min(price => price.AsOf)} to {prices.Prices.Max(price => price.AsOf)})";

    private static string? Text(string text) => text.Length == 0 ? null : text;

    private static string? PerSecond(double? bytesPerSecond) => bytesPerSecond is { } rate ? $"{rate / 1e9:0.##} GB/s" : null;
}
