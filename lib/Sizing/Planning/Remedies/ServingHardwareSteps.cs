namespace Sizing.Planning.Remedies;

/// <summary>More GPUs, another GPU, another model; none of them is combined with other changes.</summary>
internal static class ServingHardwareSteps
{
    private static readonly int[] Counts = [2, 3, 4, 5, 6, 7, 8, 16, 24, 32, 48, 64];

    internal static IReadOnlyList<RemedyStep<Serving>> All { get; } =
    [
        new("gpu-more", RemedyPart.Elsewhere, MoreGpus),
        new("gpu-other", RemedyPart.Elsewhere, OtherGpu),
        new("model-smaller", RemedyPart.Elsewhere, SmallerModel),
        new("replicas", RemedyPart.Elsewhere, Replicas),
    ];

    /// <summary>The fewest GPUs of the kind that fit, divided as the engine divides by default.</summary>
    private static (Serving, string)? MoreGpus(Serving serving)
    {
        var present = serving.Estimate().Setup.Plan.Gpus;
        foreach (var gpus in Counts.Where(count => count > present))
            if (With(serving, gpus) is var more && ServingRemedies.Evaluate(more).Fits)
                return (more, $"{gpus} × {serving.Gpu}, {more.Estimate().Setup.Plan}");
        throw new SizingException($"{Counts[^1]} × {serving.Gpu} are not enough either.");
    }

    private static Serving With(Serving serving, int gpus) => serving with { Gpus = gpus, Plan = null };

    /// <summary>The GPU of the same maker with the least memory that fits, in the same number.</summary>
    private static (Serving, string)? OtherGpu(Serving serving)
    {
        var needed = ServingRemedies.Evaluate(serving).Needed;
        var found = Catalog.Gpus.Where(gpu => gpu.Vendor == serving.Gpu.Vendor && !gpu.IsUnifiedMemory && gpu.UsableMemory > serving.Gpu.UsableMemory && gpu.NominalMemory >= needed)
            .OrderBy(gpu => gpu.UsableMemory).ThenByDescending(gpu => gpu.Year)
            .Select(gpu => serving with { Gpu = gpu })
            .FirstOrDefault(changed => ServingRemedies.Evaluate(changed).Fits);
        return found is null
            ? throw new SizingException($"no GPU of {serving.Gpu.Vendor} in the catalog is enough in the same number.")
            : (found, $"{found.Estimate().Setup.Plan.Gpus} × {found.Gpu}");
    }

    /// <summary>The largest model of the same publisher that fits.</summary>
    private static (Serving, string)? SmallerModel(Serving serving)
    {
        var found = SmallerModels.Of(serving.Model).Select(model => serving with { Model = model })
            .FirstOrDefault(changed => ServingRemedies.Evaluate(changed).Fits);
        return found is null ? throw new SizingException("the catalog has none that fits.") : (found, found.Model.Name);
    }

    /// <summary>A second replica on as many GPUs again.</summary>
    private static (Serving, string)? Replicas(Serving serving)
    {
        var plan = serving.Estimate().Setup.Plan;
        return plan.Expert > 1
            ? null
            : (serving with { Plan = plan with { Data = 2 * plan.Data }, Gpus = null }, $"{2 * plan.Data} replicas");
    }
}
