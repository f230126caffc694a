using Sizing.Notebook;

namespace Sizing.Tool.Verbs.Plan;

/// <summary>Runs as two tables of a terminal's width: what is had, and what it gives.</summary>
internal static class PlanTrainTable
{
    private const double SecondsOfDay = 86_400;

    internal static Table Of(TrainingDeployments found, int top) => found.Plans.Take(top).Select(plan => new
    {
        plan.Rank,
        Gpus = $"{plan.Run.Plan.Gpus} × {plan.Run.Gpu}",
        Method = plan.Method.ToString().ToLowerInvariant(),
        Plan = plan.Division,
        Days = $"{plan.Estimate.Compute.Seconds / SecondsOfDay:0.##}",
        Cost = plan.Estimate.Compute.Cost is { } dollars ? $"${dollars:N0}" : "",
        WhyNotHigher = plan.WhyNotHigher ?? "",
    }).ToTable(found.Question.Constraints.Have.Count > 0 ? "Runs on the GPUs at hand, the fastest first" : "Runs, the cheapest first; cost is rent of the whole run");

    internal static Table OfNumbers(TrainingDeployments found, int top) => found.Plans.Take(top).Select(plan => new
    {
        plan.Rank,
        Recompute = plan.Run.Recompute.ToString().ToLowerInvariant(),
        Batch = $"{plan.Run.MicroBatch}×{plan.Run.Accumulation}",
        Memory = $"{plan.Estimate.Memory.Device.Value}",
        Free = $"{100 * plan.Headroom:0} %",
        Tokens = $"{plan.Estimate.Compute.TokensPerSecond:N0}/s",
        Mfu = $"{100 * plan.Estimate.Compute.Mfu:0} %",
        Hours = $"{plan.Estimate.Compute.GpuHours:N0}",
        System = plan.System?.Name ?? "",
    }).ToTable("What each gives: micro-batch and accumulation, memory of one GPU, its free share, tokens, GPU-hours");
}
