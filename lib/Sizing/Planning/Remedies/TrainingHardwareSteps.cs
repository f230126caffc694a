namespace Sizing.Planning.Remedies;

/// <summary>More GPUs, another GPU, another model; none of them is combined with other changes.</summary>
internal static class TrainingHardwareSteps
{
    private const int MostRanks = 1_024;

    internal static IReadOnlyList<RemedyStep<TrainingRun>> All { get; } =
    [
        new("gpu-more", RemedyPart.Elsewhere, MoreGpus),
        new("gpu-other", RemedyPart.Elsewhere, OtherGpu),
        new("model-smaller", RemedyPart.Elsewhere, SmallerModel),
    ];

    /// <summary>The fewest data-parallel ranks with fully sharded states that fit.</summary>
    private static (TrainingRun, string)? MoreGpus(TrainingRun run)
    {
        for (var ranks = run.Plan.Data + 1; ranks <= MostRanks; ranks = ranks < 8 ? ranks + 1 : ranks * 2)
            if (Sharded(run, ranks) is var more && TrainingRemedies.Evaluate(more).Fits)
                return (more, $"{more.Plan.Gpus} × {run.Gpu}, FSDP");
        throw new SizingException($"not even {MostRanks} ranks fit: what a GPU cannot divide is more than it has.");
    }

    private static TrainingRun Sharded(TrainingRun run, int ranks) => run with { Plan = run.Plan with { Data = ranks, Sharding = StateSharding.Weights } };

    /// <summary>The GPU of the same maker with the least memory that fits, in the same number; its rates do not matter to memory.</summary>
    private static (TrainingRun, string)? OtherGpu(TrainingRun run)
    {
        var needed = TrainingRemedies.Evaluate(run).Needed;
        var found = Catalog.Gpus.Where(gpu => gpu.Vendor == run.Gpu.Vendor && !gpu.IsUnifiedMemory && gpu.UsableMemory >= needed && gpu.Supports(DataType.Bf16))
            .OrderBy(gpu => gpu.UsableMemory).ThenByDescending(gpu => gpu.Year).FirstOrDefault();
        return found is null
            ? throw new SizingException($"no GPU of {run.Gpu.Vendor} in the catalog offers {needed}.")
            : (run with { Gpu = found }, $"{run.Plan.Gpus} × {found}");
    }

    /// <summary>The largest model of the same publisher that fits.</summary>
    private static (TrainingRun, string)? SmallerModel(TrainingRun run)
    {
        var found = SmallerModels.Of(run.Model).Select(model => run with { Model = model }).FirstOrDefault(changed => TrainingRemedies.Evaluate(changed).Fits);
        return found is null ? throw new SizingException("the catalog has none that fits.") : (found, found.Model.Name);
    }
}
