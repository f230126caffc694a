using Sizing.Performance;

namespace Sizing.Planning;

/// <summary>What would meet the rest of a question that nothing meets: each limit loosened alone, as little as is enough, and searched again.</summary>
internal static class Alternatives
{
    /// <summary>How far a target or a traffic is loosened at most, step by step.</summary>
    private static readonly double[] Factors = [1.1, 1.25, 1.5, 2, 3, 5, 10, 20];

    /// <summary>The alternatives of a question without a deployment, those that keep its hardware first.</summary>
    internal static IReadOnlyList<Alternative> Of(ServingQuestion question) =>
    [
        .. Precision(question).Concat(Speed(question)).Concat(Traffic(question)).Concat(Hardware(question)).Concat(Limits(question))
            .Select(loosened => loosened.Best() is { } best ? new Alternative(loosened.Name(best), best) : null)
            .OfType<Alternative>(),
    ];

    private static IEnumerable<Loosened> Precision(ServingQuestion question)
    {
        var constraints = question.Constraints;
        if (constraints.Weights.Count > 0)
            yield return Of("other weight formats", question with { Constraints = constraints with { Weights = [] } });
        else if (constraints.FewestWeightBits > 8)
            yield return Of("weights of 8 bits", question with { Constraints = constraints with { FewestWeightBits = 8 } });
        if (constraints.FewestWeightBits > 4)
            yield return Of("weights of 4 bits", question with { Constraints = constraints with { Weights = [], FewestWeightBits = 4 } });
        if (constraints.FewestCacheBits > 8)
            yield return Of("a KV cache of 8 bits", question with { Constraints = constraints with { FewestCacheBits = 8 } });
    }

    private static IEnumerable<Loosened> Speed(ServingQuestion question)
    {
        if (question.TargetFirstTokenSeconds is { } first)
            yield return new(plan => $"the first token within {FirstToken(plan) * 1e3:N0} ms", Factors.Select(factor => question with { TargetFirstTokenSeconds = first * factor }));
        if (question.TargetPerTokenSeconds is { } each)
            yield return new(plan => $"a token every {PerToken(plan) * 1e3:N1} ms", Factors.Select(factor => question with { TargetPerTokenSeconds = each * factor }));
        if (question is { Load.HasTargets: true, Constraints.Have.Count: > 0 })
            yield return new(
                plan => $"{Asked(plan)}: {FirstToken(plan) * 1e3:N0} ms, then {PerToken(plan) * 1e3:N1} ms a token",
                Factors.Prepend(1).Select(factor => Less(question with { TargetFirstTokenSeconds = null, TargetPerTokenSeconds = null }, factor)));
    }

    private static IEnumerable<Loosened> Traffic(ServingQuestion question)
    {
        if (question.Rate is not null || question.Concurrency > 1)
            yield return new(Asked, Factors.Select(factor => Less(question, factor)).Distinct());
    }

    private static ServingQuestion Less(ServingQuestion question, double factor) => question.Rate is { } rate
        ? question with { Rate = rate / factor }
        : question with { Concurrency = Math.Max(1, (int)(question.Concurrency / factor)) };

    private static string Asked(ServingDeployment plan) =>
        plan.Serving.Load.RequestsPerSecond is { } rate ? $"{rate:0.###} requests/s" : $"{plan.Serving.Concurrency:N0} at a time";

    private static IEnumerable<Loosened> Hardware(ServingQuestion question)
    {
        var open = question with { Constraints = question.Constraints with { Have = [] } };
        foreach (var group in question.Constraints.Have)
            yield return new(plan => $"{plan.Gpus:N0} × {plan.Gpu} instead of {group.Count:N0}", [open], [group.Gpu]);
        if (question.Constraints.Have.Count > 0)
            yield return Of("other GPUs", open);
    }

    private static IEnumerable<Loosened> Limits(ServingQuestion question)
    {
        var limits = question.Constraints;
        if (limits.Vendors.Count > 0)
            yield return Of("other makers", question with { Constraints = limits with { Vendors = [] } });
        if (limits.PcieOnly)
            yield return Of("also GPUs that are no PCI Express cards", question with { Constraints = limits with { PcieOnly = false } });
        if (limits.DataCenter)
            yield return Of("also GeForce cards", question with { Constraints = limits with { DataCenter = false } });
        if (limits.OneNode)
            yield return Of("more than one server", question with { Constraints = limits with { OneNode = false } });
        if (limits.MaxGpus is not null)
            yield return new(plan => $"{plan.Gpus:N0} GPUs", [question with { Constraints = limits with { MaxGpus = null } }]);
        if (limits.MaxPowerWatts is not null)
            yield return new(plan => $"{plan.Gpu.TdpWatts * plan.Gpus / 1e3:N1} kW", [question with { Constraints = limits with { MaxPowerWatts = null } }]);
        if (limits.MonthlyBudgetDollars is not null)
            yield return new(plan => $"${ServingCost.PerMonth(plan.Dollars ?? 0):N0} a month", [question with { Constraints = limits with { MonthlyBudgetDollars = null } }]);
        if (limits.PurchaseBudgetDollars is not null)
            yield return new(plan => $"${plan.Dollars:N0} to buy", [question with { Cost = CostBasis.Buy, Constraints = limits with { PurchaseBudgetDollars = null } }]);
    }

    private static double FirstToken(ServingDeployment plan) => plan.Speed()!.TimeToFirstToken.Typical;

    private static double PerToken(ServingDeployment plan) => plan.Speed()!.TimePerOutputToken.Typical;

    private static Loosened Of(string name, ServingQuestion question) => new(_ => name, [question]);

    /// <summary>A limit loosened step by step.</summary>
    /// <param name="Name">What was loosened, and how far.</param>
    /// <param name="Questions">The question, the limit tightest first.</param>
    /// <param name="Gpus">The GPUs that are looked at; null for all.</param>
    private sealed record Loosened(Func<ServingDeployment, string> Name, IEnumerable<ServingQuestion> Questions, IReadOnlyList<GpuSpec>? Gpus = null)
    {
        /// <summary>The best deployment of the tightest that has one.</summary>
        internal ServingDeployment? Best() => Questions.Select(question => question.Plan(Gpus ?? Catalog.Gpus).Plans)
            .Select(plans => plans.Count > 0 ? plans[0] : null).FirstOrDefault(plan => plan is not null);
    }
}
