using System.CommandLine;
using Sizing.Notebook;

namespace Sizing.Tool.Verbs.Listings;

/// <summary><c>gpus</c>: the GPUs of the catalog.</summary>
internal static class GpusVerb
{
    internal static Command Create() =>
        new CatalogListing<GpuSpec>(
            () => Catalog.Gpus,
            Catalog.Gpu,
            gpus => gpus.Select(GpuLine.Of).ToTable("Rates are dense TFLOPS; none: the hardware lacks it; –: unknown."),
            gpu => CatalogField.Of(gpu).ToTable(gpu.Name),
            CatalogJson.Of)
        .Create("gpus", "Lists GPUs: memory, bandwidth, dense peak rates, links, power.");
}
