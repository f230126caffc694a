using System.CommandLine;
using Sizing.Notebook;

namespace Sizing.Tool.Verbs.Listings;

/// <summary><c>systems</c>: the servers, workstations, cloud instances and racks of the catalog.</summary>
internal static class SystemsVerb
{
    internal static Command Create() =>
        new CatalogListing<SystemSpec>(
            () => Catalog.Systems,
            Catalog.System,
            systems => systems.Select(SystemLine.Of).ToTable("Links: GB/s per GPU, both directions; network: GB/s of the system, one direction; –: unknown."),
            system => CatalogField.Of(system).ToTable(system.Name),
            CatalogJson.Of)
        .Create("systems", "Lists systems: GPUs, memory, links, network, power.");
}
