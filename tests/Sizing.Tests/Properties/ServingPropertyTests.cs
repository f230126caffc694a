using FsCheck;
using FsCheck.Fluent;
using Sizing.Inference;

namespace Sizing.Tests.Properties;

public sealed class ServingPropertyTests
{
    [Fact]
    public void Every_node_of_an_estimate_is_the_sum_or_the_maximum_of_its_children() =>
        Generated.Holds(Generated.Servings, serving => serving.Estimate().Terms.All(Trees.IsSound));

    [Fact]
    public void One_sequence_more_never_takes_less_memory() => Generated.Holds(Generated.Servings, serving =>
        Memory(serving) <= Memory(serving with { Concurrency = serving.Concurrency + 1 }));

    [Fact]
    public void A_longer_context_never_takes_less_memory() => Generated.Holds(Generated.Servings, serving =>
        Memory(serving) <= Memory(serving with { Context = serving.Context + 512 }));

    [Fact]
    public void What_fits_still_fits_with_one_sequence_less() => Generated.Holds(
        Generated.Servings.Where(serving => serving.Concurrency > 1),
        serving => !serving.Estimate().Fits || (serving with { Concurrency = serving.Concurrency - 1 }).Estimate().Fits);

    [Fact]
    public void More_ranks_never_make_the_weights_of_the_fullest_gpu_grow() => Generated.Holds(Plans, pair =>
        WeightsOf(pair.Serving with { Plan = pair.Wider }) <= WeightsOf(pair.Serving with { Plan = pair.Plan }));

    [Fact]
    public void Memory_of_a_gpu_is_never_more_than_its_budget_when_it_fits() => Generated.Holds(Generated.Servings, serving =>
    {
        var estimate = serving.Estimate();
        return !estimate.Fits || (new Bytes(estimate.Memory.Value.Whole) <= estimate.Budget && estimate.Budget <= estimate.Usable && estimate.Usable <= estimate.Nominal);
    });

    /// <summary>A plan that the engine accepts and one with twice the tensor-parallel ranks or pipeline stages.</summary>
    private static Gen<(Serving Serving, ServingPlan Plan, ServingPlan Wider)> Plans =>
        (from serving in Generated.Servings
         from tensor in Gen.Elements(1, 2, 4)
         from pipeline in Gen.Elements(1, 2)
         from widensTensor in Gen.Elements(true, false)
         let plan = new ServingPlan(tensor, pipeline)
         select (serving with { Engine = ServingEngine.Default }, plan, widensTensor ? plan with { Tensor = 2 * tensor } : plan with { Pipeline = 2 * pipeline }))
        .Where(pair => PlanRules.Refusal(pair.Item1.Model, pair.plan) is null && PlanRules.Refusal(pair.Item1.Model, pair.Item3) is null);

    private static Bytes Memory(Serving serving) => new(serving.Estimate().Memory.Value.Whole);

    private static Bytes WeightsOf(Serving serving) => serving.Estimate().Stages.Select(stage => new Bytes(stage.Weights.Value.Whole)).Max();
}
