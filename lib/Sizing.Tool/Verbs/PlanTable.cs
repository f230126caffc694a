using Sizing.Notebook;

namespace Sizing.Tool.Verbs;

/// <summary>Deployments and remedies as tables.</summary>
internal static class PlanTable
{
    internal static Table Of(Deployments found, int top) => found.Plans.Take(top).Select(plan => (Plan: plan, Speed: plan.Speed())).Select(row => new
    {
        row.Plan.Rank,
        Gpus = $"{row.Plan.Gpus} × {row.Plan.Gpu}",
        Plan = $"{row.Plan.Plan}",
        Weights = row.Plan.Weights.Name,
        KvCache = row.Plan.KvCache.Name,
        Memory = $"{new Bytes(row.Plan.Estimate.Memory.Value.Whole)}",
        Headroom = row.Plan.Headroom is { } free ? $"{100 * free:0} %" : "",
        FirstToken = row.Speed is { } first ? $"{first.TimeToFirstToken.Typical * 1e3:N0} ms" : "",
        PerToken = row.Speed is { } each ? $"{each.TimePerOutputToken.Typical * 1e3:N1} ms" : "",
        TokensPerSecond = row.Speed is { } total ? $"{total.OutputTokensPerSecond.Typical:N0}" : "",
        Cost = row.Plan.Dollars is { } dollars ? found.Question.Cost is CostBasis.Rent ? $"${dollars:N2}/h" : $"${dollars:N0}" : "",
        Energy = row is { Speed: { } energy, Plan.Gpu.TdpWatts: not null } ? $"{energy.JoulesPerToken:0.0} J/token" : "",
        WhyNotHigher = row.Plan.WhyNotHigher ?? "",
    }).ToTable(found.Question.Constraints.Have.Count > 0 ? "Deployments on the GPUs at hand, the most exact first" : "Deployments, the cheapest first");

    internal static Table OfRemedies(string subject, IEnumerable<Remedy> remedies) => remedies.Select(remedy => new
    {
        remedy.Name,
        remedy.Setting,
        remedy.Saved,
        Then = remedy.Refusal is not null ? "no" : remedy.Fits ? "fits" : $"lacks {remedy.Missing}",
        Quality = remedy.Refusal ?? remedy.Quality,
        remedy.Speed,
    }).ToTable($"What would help: {subject}");
}
