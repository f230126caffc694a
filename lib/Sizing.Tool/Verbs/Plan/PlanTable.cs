using Sizing.Notebook;

namespace Sizing.Tool.Verbs.Plan;

/// <summary>Deployments as two tables of a terminal's width: what is had, and what it gives.</summary>
internal static class PlanTable
{
    internal static Table Of(Deployments found, int top) => found.Plans.Take(top).Select(plan => new
    {
        plan.Rank,
        Gpus = $"{plan.Gpus} × {plan.Gpu}",
        Plan = plan.Division,
        Weights = plan.Weights.Name,
        Kv = plan.KvCache.Name,
        Cost = Dollars(plan, found.Question.Basis),
        WhyNotHigher = plan.WhyNotHigher ?? "",
    }).ToTable(found.Question.Constraints.Have.Count > 0 ? "Deployments on the GPUs at hand, the most exact first"
        : found.Question.Basis is CostBasis.Rent ? "Deployments, the cheapest first; cost is rent of an hour" : "Deployments, the cheapest first; cost is the price to buy");

    internal static Table OfNumbers(Deployments found, int top) => found.Plans.Take(top).Select(plan => (Plan: plan, Speed: plan.Speed())).Select(row => new
    {
        row.Plan.Rank,
        Memory = $"{new Bytes(row.Plan.Estimate.Memory.Value.Whole)}",
        Free = row.Plan.Headroom is { } free ? $"{100 * free:0} %" : "",
        Ttft = row.Speed is { } first ? $"{first.TimeToFirstToken.Typical * 1e3:N0} ms" : "",
        Tpot = row.Speed is { } each ? $"{each.TimePerOutputToken.Typical * 1e3:N1} ms" : "",
        Tokens = row.Speed is { } total ? $"{total.OutputTokensPerSecond.Typical:N0}/s" : "",
        Energy = row is { Speed: { } energy, Plan.Gpu.TdpWatts: not null } ? $"{energy.JoulesPerToken:0.0} J" : "",
        System = row.Plan.System is { } system ? $"{row.Plan.Systems} × {system}" : "",
    }).ToTable("What each gives: memory of one GPU, share of sequences that stays free, time to first token\n(TTFT) and per output token (TPOT), output tokens, energy of one");

    internal static Table OfAlternatives(IEnumerable<Alternative> alternatives, CostBasis basis) => alternatives.Select(alternative => new
    {
        alternative.Change,
        Gpus = $"{alternative.Deployment.Gpus} × {alternative.Deployment.Gpu}",
        Plan = alternative.Deployment.Division,
        Weights = alternative.Deployment.Weights.Name,
        Kv = alternative.Deployment.KvCache.Name,
        Cost = Dollars(alternative.Deployment, basis),
    }).ToTable("What would do: one limit loosened, all others kept");

    private static string Dollars(ServingDeployment plan, CostBasis basis) =>
        plan.Dollars is { } dollars ? basis is CostBasis.Rent ? $"${dollars:N2}" : $"${dollars:N0}" : "";
}
