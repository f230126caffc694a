namespace Sizing.Training;

/// <summary>The inverse questions: the largest setting at which a run still fits. Each is null when even the smallest does not.</summary>
public static class TrainingLimits
{
    private const int LongestSequenceTried = 16 * 1024 * 1024;
    private const int LargestBatchTried = 65_536;
    private const int LargestRankTried = 16_384;
    private const int MostGpusTried = 65_536;

    /// <summary>The largest micro-batch that fits.</summary>
    public static int? LargestMicroBatch(TrainingRun run) => Largest(LargestBatchTried, value => run with { MicroBatch = value });

    /// <summary>The longest sequence that fits.</summary>
    public static int? LongestSequence(TrainingRun run) => Largest(LongestSequenceTried, value => run with { Sequence = value });

    /// <summary>The largest adapter rank that fits.</summary>
    /// <exception cref="SizingException">The run trains no adapter.</exception>
    public static int? LargestRank(TrainingRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        var adapter = run.Adapter ?? throw new SizingException("The run trains all weights; only an adapter has a rank.");
        return Largest(LargestRankTried, value => run with { Adapter = adapter with { Rank = value } });
    }

    /// <summary>The fewest data-parallel ranks, each rank's tensor, pipeline and context GPUs counted, that fit the run.</summary>
    /// <remarks>Only a sharded run needs less per GPU when ranks are added.</remarks>
    public static int? FewestGpus(TrainingRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        for (var ranks = 1; ranks <= MostGpusTried; ranks *= 2)
            if (Fits(run with { Plan = run.Plan with { Data = ranks } }))
                return Narrow(run, ranks);
        return null;
    }

    /// <summary>The largest of the models that fits.</summary>
    public static ModelSpec? LargestModel(TrainingRun run, IEnumerable<ModelSpec> models)
    {
        ArgumentNullException.ThrowIfNull(models);
        return models.OrderByDescending(model => model.Parameters.Total).FirstOrDefault(model => Fits(run with { Model = model }));
    }

    private static int Narrow(TrainingRun run, int ranks)
    {
        var (tooFew, enough) = (ranks / 2, ranks);
        while (enough - tooFew > 1)
        {
            var middle = (tooFew + enough) / 2;
            if (Fits(run with { Plan = run.Plan with { Data = middle } }))
                enough = middle;
            else
                tooFew = middle;
        }

        return (run.Plan with { Data = enough }).Gpus;
    }

    private static int? Largest(int limit, Func<int, TrainingRun> setting)
    {
        if (!Fits(setting(1)))
            return null;
        var (fits, fails) = (1, 2);
        while (fails < limit && Fits(setting(fails)))
            (fits, fails) = (fails, fails * 2);
        while (fails - fits > 1)
        {
            var middle = (fits + fails) / 2;
            if (Fits(setting(middle)))
                fits = middle;
            else
                fails = middle;
        }

        return fits;
    }

    private static bool Fits(TrainingRun run) => run.Estimate().Fits;
}
