using Sizing.Explain;

namespace Sizing.Tool.Verbs.Plan;

/// <summary>What servers need beside GPUs, as lines and as JSON.</summary>
internal static class HostTable
{
    internal static string Of(HostNeeds needs) => string.Join('\n', Terms(needs)
        .Select(term => Wrapped.Of($"  {term.Name,-26}{term.Value,12}  ", term.Formula is { } formula ? $"{formula.Text}; {string.Join(", ", term.Inputs.Select(input => $"{input.Symbol} = {input.Value}"))}" : ""))
        .Prepend(needs.NeedsLiquid ? "What the servers need; a rack of one takes liquid cooling" : "What the servers need"));

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
