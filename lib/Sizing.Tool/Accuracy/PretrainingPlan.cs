namespace Sizing.Tool.Accuracy;

/// <summary>
/// A plan for published pre-trainings that name only their hours: the fewest tensor-parallel ranks and pipeline stages that fit, Megatron's
/// defaults, and steps of four million tokens over 64 data-parallel ranks.
/// </summary>
internal static class PretrainingPlan
{
    private const int Data = 64;
    private const double TokensPerStep = 4e6;

    private static readonly int[] TensorRanks = [1, 2, 4, 8];
    private static readonly int[] Stages = [1, 2, 4, 8, 16];

    internal static TrainingRun Of(TrainingRun run)
    {
        var spread = run with { Framework = Catalog.TrainingFramework("megatron"), Accumulation = (int)Math.Ceiling(TokensPerStep / (Data * (double)run.Sequence)) };
        var plans = from pipeline in Stages
                    from tensor in TensorRanks
                    where pipeline == 1 || tensor == TensorRanks[^1]
                    select spread with { Plan = new() { Data = Data, Tensor = tensor, Pipeline = pipeline, Sharding = StateSharding.Optimizer } };
        return plans.FirstOrDefault(plan => plan.Estimate().Fits)
            ?? throw new SizingException("no plan of up to 8 tensor-parallel ranks and 16 stages fits");
    }
}
