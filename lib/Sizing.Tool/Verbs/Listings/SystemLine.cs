using Sizing.Data;

namespace Sizing.Tool.Verbs.Listings;

/// <summary>A system as one line of the table that <c>systems</c> prints.</summary>
internal sealed record SystemLine
{
    public required string System { get; init; }

    public required string Year { get; init; }

    public required string Gpus { get; init; }

    public double UsableGiB { get; init; }

    public double? LinkGB { get; init; }

    public required string Topology { get; init; }

    public double? NetworkGB { get; init; }

    public double? MaxKilowatts { get; init; }

    public required string Status { get; init; }

    internal static SystemLine Of(SystemSpec system) => new()
    {
        System = system.Name,
        Year = $"{system.Year}",
        Gpus = $"{system.Gpus} × {system.Gpu}",
        UsableGiB = Math.Round(system.UsableMemory.InGiB, 1),
        LinkGB = system.LinkBytesPerSecond / 1e9,
        Topology = system.Topology,
        NetworkGB = system.NetworkBytesPerSecond / 1e9,
        MaxKilowatts = system.MaxPowerWatts / 1000,
        Status = DataStatusWords.Word(system.Status),
    };
}
