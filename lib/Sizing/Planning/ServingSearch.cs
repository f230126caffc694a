using Sizing.Performance;

namespace Sizing.Planning;

/// <summary>The search over all GPUs: the best deployment of each, held against the limits of number, power and money, and ranked.</summary>
internal sealed class ServingSearch(ServingQuestion question, IReadOnlyList<GpuSpec> catalog)
{
    private readonly ShapeTable table = new(question);

    /// <summary>The answer of a question; nothing of it is worked out twice.</summary>
    internal (IReadOnlyList<Candidate> Ranked, IReadOnlyList<Miss> Misses) Run(bool prune = true)
    {
        List<Candidate> found = [];
        List<Miss> misses = [];
        foreach (var offer in GpuOffers.Of(question, catalog))
        {
            var best = Best(offer, prune, out var miss);
            found.AddRange(best);
            if (best.Count == 0)
                misses.Add(miss!);
        }

        var order = question.Constraints.Have.Count > 0 ? Candidate.MostExact : Candidate.Ranking;
        return ([.. found.Order(order)], misses);
    }

    /// <summary>Every deployment of every GPU that the limits allow, for charts and fronts.</summary>
    internal IEnumerable<Candidate> All() => GpuOffers.Of(question, catalog)
        .Where(offer => GpuOffers.Excluded(question, offer) is null)
        .SelectMany(offer => new GpuSearch(question, table, offer).Candidates(prune: false))
        .Where(candidate => Exceeded(candidate) is null);

    private List<Candidate> Best(GpuOffer offer, bool prune, out Miss? miss)
    {
        miss = GpuOffers.Excluded(question, offer);
        if (miss is not null)
            return [];
        var search = new GpuSearch(question, table, offer);
        var candidates = search.Candidates(prune).ToList();
        List<Candidate> best = offer.Owned is null
            ? [.. candidates.Order(Candidate.Cheapest).Take(1)]
            : [.. candidates.GroupBy(candidate => candidate.Precision).Select(group => group.Order(Candidate.MostExact).First())];
        miss = best.Count == 0 ? search.Furthest : best.Select(Exceeded).OfType<Miss>().Aggregate((Miss?)null, Miss.Further);
        return [.. best.Where(candidate => Exceeded(candidate) is null)];
    }

    /// <summary>The limit that a deployment exceeds, or null. The best of a GPU has the fewest of it, and so the least power and cost.</summary>
    private Miss? Exceeded(Candidate candidate)
    {
        var (constraints, offer, gpus) = (question.Constraints, candidate.Offer, candidate.Plan.Gpus);
        var most = Math.Min(constraints.MaxGpus ?? TrafficNeed.MostReplicas, constraints.OneNode ? offer.Node : int.MaxValue);
        if (gpus > most)
            return Miss(Hurdle.Gpus, gpus);
        if (constraints.MaxPowerWatts is { } watts && !(offer.Gpu.TdpWatts * gpus <= watts))
            return Miss(Hurdle.Power, offer.Gpu.TdpWatts * gpus ?? double.MaxValue);
        return OverBudget(constraints.MonthlyBudgetDollars, GpuHour.Rented(offer.Gpu, question.Prices) is { } rent ? ServingCost.PerMonth(rent.Value.Value) : null)
            ?? OverBudget(constraints.PurchaseBudgetDollars, GpuHour.Purchase(offer.Gpu, null, question.Prices)?.Value.Value);

        Miss? OverBudget(double? budget, double? each) => budget is null || each * gpus <= budget ? null
            : each is { } known ? Miss(Hurdle.Budget, known * gpus) : Miss(Hurdle.Price, 0);

        Miss Miss(Hurdle hurdle, double needed) => new(offer, hurdle, needed, $"{gpus} × {offer.Gpu}");
    }
}
