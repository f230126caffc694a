using Sizing.Notebook;

namespace Sizing.Tool.Verbs;

/// <summary>Runs as a table.</summary>
internal static class PlanTrainTable
{
    private const double SecondsOfDay = 86_400;

    internal static Table Of(TrainingDeployments found, int top) => found.Plans.Take(top).Select(plan => new
    {
        plan.Rank,
        Gpus = $"{plan.Run.Plan.Gpus} × {plan.Run.Gpu}",
        Method = plan.Method.ToString().ToLowerInvariant(),
        Plan = plan.Division,
        Recompute = plan.Run.Recompute.ToString().ToLowerInvariant(),
        Batch = $"{plan.Run.MicroBatch} × {plan.Run.Accumulation}",
        Memory = $"{plan.Estimate.Memory.Device.Value}",
        Headroom = $"{100 * plan.Headroom:0} %",
        TokensPerSecond = $"{plan.Estimate.Compute.TokensPerSecond:N0}",
        Mfu = $"{100 * plan.Estimate.Compute.Mfu:0} %",
        Days = $"{plan.Estimate.Compute.Seconds / SecondsOfDay:0.##}",
        GpuHours = $"{plan.Estimate.Compute.GpuHours:N0}",
        Cost = plan.Estimate.Compute.Cost is { } dollars ? $"${dollars:N0}" : "",
        WhyNotHigher = plan.WhyNotHigher ?? "",
    }).ToTable(found.Question.Constraints.Have.Count > 0 ? "Runs on the GPUs at hand, the fastest first" : "Runs, the cheapest first");
}
