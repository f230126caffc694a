using Sizing.Notebook;

namespace Sizing.Tool.Verbs.Infer;

/// <summary>The ledger of a GPU as a table.</summary>
internal static class InferTable
{
    internal static Table Of(ServingEstimate estimate) =>
        Rows(estimate).Select(row => new { Term = row.Name, Bytes = row.Bytes }).ToTable("Memory per GPU");

    private static IEnumerable<(string Name, Bytes Bytes)> Rows(ServingEstimate estimate)
    {
        yield return ("Nominal", estimate.Nominal);
        yield return ("Usable", estimate.Usable);
        yield return ("Budget of the engine", estimate.Budget);
        foreach (var term in estimate.Memory.Children)
            yield return (term.Name, new(term.Value.Whole));
        yield return ("Room left", estimate.RoomLeft);
        foreach (var term in estimate.Stage.Beyond)
            yield return ($"{term.Name}, beyond the budget", new(term.Value.Whole));
        foreach (var term in estimate.HostMemory?.Children ?? [])
            yield return ($"Host: {term.Name}", new(term.Value.Whole));
        if (KvTiers.Of(estimate)?.Disk is { } disk)
            yield return (disk.Name, new(disk.Value.Whole));
    }
}
