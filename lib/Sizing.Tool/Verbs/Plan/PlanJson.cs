using Sizing.Tool.Verbs.Infer;
namespace Sizing.Tool.Verbs.Plan;

/// <summary>The JSON object of <c>plan infer</c>; its keys are a contract.</summary>
internal static class PlanJson
{
    internal static string Of(Deployments found, Demand? demand, OwnershipComparison? ownership, int top)
    {
        var question = found.Question;
        return JsonLine.Of(new
        {
            Model = question.Model.Name,
            Workload = new
            {
                question.Input,
                question.Output,
                question.Context,
                question.Concurrency,
                RequestsPerSecond = question.Rate,
                Users = demand?.Users,
                TargetTimeToFirstTokenMs = question.TargetFirstTokenSeconds * 1e3,
                TargetTimePerOutputTokenMs = question.TargetPerTokenSeconds * 1e3,
            },
            Plans = found.Plans.Take(top).Select(plan => PlanOf(plan, question)),
            Remedies = found.Remedies().Select(RemedyJson.Of),
            Warnings = found.Warnings(),
            found.WhyNone,
            Alternatives = found.Alternatives().Select(alternative => new { alternative.Change, Plan = PlanOf(alternative.Deployment, question) }),
            Ownership = ownership is null ? null : OwnershipView.Json(ownership),
            Rejected = found.Rejected.Select(rejected => new { Gpu = rejected.Gpu.Name, rejected.Reason }),
        });
    }

    private static object PlanOf(ServingDeployment deployment, ServingQuestion question)
    {
        var (estimate, plan) = (deployment.Estimate, deployment.Plan);
        var speed = deployment.Speed() is { } known ? InferSpeedJson.Of(known) : null;
        return new
        {
            deployment.Rank,
            Gpu = deployment.Gpu.Name,
            deployment.Gpus,
            System = deployment.System?.Name,
            Plan = new { plan.Tensor, plan.Pipeline, plan.Data, plan.Expert, plan.Context },
            Weights = deployment.Weights.Name,
            KvCache = deployment.KvCache.Name,
            Memory = new
            {
                UsableBytes = estimate.Usable.Count,
                BudgetBytes = estimate.Budget.Count,
                UsedBytes = estimate.Memory.Value.Whole,
                WeightsBytes = estimate.Weights.Count,
                ActivationBytes = estimate.Activations.Count,
                OverheadBytes = estimate.Overhead.Count,
                KvPoolBytes = estimate.KvPool.Count,
                CapacityTokens = estimate.CapacityTokens,
                RoomLeftBytes = estimate.RoomLeft.Count,
                Headroom = deployment.Headroom is { } free ? Math.Round(free, 4) : (double?)null,
            },
            speed?.Latency,
            speed?.Throughput,
            speed?.Cost,
            speed?.Energy,
            Systems = deployment.Systems,
            Dollars = deployment.Dollars is { } dollars ? Math.Round(dollars, 2) : (double?)null,
            DollarsAre = question.Basis is CostBasis.Rent ? "rent of an hour" : "price to buy",
            Host = HostTable.Json(HostNeeds.Of(estimate, deployment.System)),
            Command = StartLine.Of(estimate)?.Command,
            Infer = InferLine.Of(deployment),
            deployment.WhyNotHigher,
        };
    }
}
