namespace Sizing.Planning.Remedies;

/// <summary>States divided over the GPUs of the run, or in host memory.</summary>
internal static class ShardingSteps
{
    internal static IReadOnlyList<RemedyStep<TrainingRun>> All { get; } =
    [
        Sharded("zero-1", StateSharding.Optimizer),
        Sharded("zero-2", StateSharding.Gradients),
        Sharded("zero-3", StateSharding.Weights),
        Offloaded("offload-activations", "activations", plan => plan with { OffloadActivations = true }),
        Offloaded("offload-optimizer", "optimizer", plan => plan with { OffloadOptimizer = true }),
        Offloaded("offload-weights", "weights", plan => plan with { OffloadWeights = true }),
    ];

    private static RemedyStep<TrainingRun> Sharded(string key, StateSharding sharding) => new(key, RemedyPart.Plan, run =>
        run.Plan.StateRanks == 1 ? throw new SizingException("one GPU has nothing to divide its states over.")
        : run.Plan.Sharding >= sharding ? null
        : (run with { Plan = run.Plan with { Sharding = sharding } }, $"ZeRO {(int)sharding} over {run.Plan.StateRanks} GPUs"));

    /// <summary>Checkpoints are all that can be moved of activations, so that those are recomputed in full.</summary>
    private static RemedyStep<TrainingRun> Offloaded(string key, string what, Func<TrainingPlan, TrainingPlan> move) => new(key, RemedyPart.Host, run =>
    {
        var moved = run with { Plan = move(run.Plan), Recompute = what == "activations" ? Recompute.Full : run.Recompute };
        return moved == run ? null : (moved, $"{what} offloaded");
    });
}
