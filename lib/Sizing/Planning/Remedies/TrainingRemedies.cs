using Sizing.Data;

namespace Sizing.Planning.Remedies;

/// <summary>What would make a training run fit that does not.</summary>
public static class TrainingRemedies
{
    /// <summary>Tries every remedy of <c>data/planning/remedies.csv</c>, each recomputed by <see cref="TrainingRun.Estimate"/>.</summary>
    /// <param name="run">What does not fit.</param>
    /// <exception cref="SizingException">The run contradicts itself.</exception>
    public static RemedyReport Of(TrainingRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        var subject = run.Estimate().Subject;
        return new RemedySearch<TrainingRun>(run, null, [.. MethodSteps.All, .. TrainingSteps.All, .. ShardingSteps.All, .. TrainingHardwareSteps.All], Facts, Evaluate).Find(subject);
    }

    internal static RemedyOutcome Evaluate(TrainingRun run)
    {
        var estimate = run.Estimate();
        return new(new(estimate.Memory.Device.Value.Whole), run.Gpu.UsableMemory, estimate.Fits, estimate.PeakEvent, OnHost(estimate));
    }

    private static string? OnHost(TrainingEstimate estimate) => estimate.Memory.Host == Bytes.Zero
        ? null
        : $"{estimate.Memory.Host * estimate.Run.Plan.Gpus} in host memory, {estimate.Compute.TokensPerSecond:N0} tokens/s at most";

    private static IReadOnlyList<RemedyFact> Facts => [.. PlanningData.Default.Remedies.Where(fact => fact.IsTraining)];
}
