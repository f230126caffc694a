using Sizing.Explain;
using Sizing.Notebook;

namespace Sizing.Tool.Verbs;

/// <summary>What servers need beside GPUs, as a table and as JSON.</summary>
internal static class HostTable
{
    internal static Table Of(HostNeeds needs) => Terms(needs).Select(term => new
    {
        Term = term.Name,
        term.Value,
        Formula = term.Formula?.Text ?? "",
        With = string.Join(", ", term.Inputs.Select(input => $"{input.Symbol} = {input.Value}")),
    }).ToTable(needs.NeedsLiquid ? "What the servers need; a rack of one takes liquid cooling" : "What the servers need");

    internal static object Json(HostNeeds needs) => new
    {
        MemoryBytes = needs.Memory.Value.Whole,
        DiskBytes = needs.Disk.Value.Whole,
        LoadSeconds = needs.LoadTime is { } load ? Math.Round(load.Value.Value, 2) : (double?)null,
        PowerWatts = needs.Power is { } power ? Math.Round(power.Value.Value, 1) : (double?)null,
        GpusWithSpare = needs.WithSpare?.Value.Whole,
        needs.NeedsLiquid,
    };

    private static IEnumerable<Term> Terms(HostNeeds needs) =>
        new[] { needs.Memory, needs.Disk, needs.LoadTime, needs.Power, needs.WithSpare }.OfType<Term>();
}
