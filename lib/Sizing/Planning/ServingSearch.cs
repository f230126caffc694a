using Sizing.Performance;

namespace Sizing.Planning;

/// <summary>The search over all GPUs and systems: the best deployment of each GPU within the limits of number, power and money, ranked.</summary>
internal sealed class ServingSearch(ServingQuestion question, IReadOnlyList<GpuSpec> catalog)
{
    /// <summary>Replicas of a front over the fewest: more cost in proportion and gain ever less.</summary>
    private const int MostOfFewest = 4;

    private readonly ShapeTable table = new(question);

    /// <summary>The answer of a question; nothing of it is worked out twice.</summary>
    internal (IReadOnlyList<Candidate> Ranked, IReadOnlyList<Miss> Misses) Run(bool prune = true)
    {
        List<Candidate> found = [];
        List<Miss> misses = [];
        foreach (var supplies in GpuOffers.Of(question, catalog).GroupBy(offer => (offer.Gpu, offer.Owned)))
        {
            var (best, miss) = supplies.Key.Owned is null ? Cheapest(supplies, prune) : MostExact(supplies.Single(), prune);
            found.AddRange(best);
            if (best.Count == 0)
                misses.Add(miss!);
        }

        var order = question.Constraints.Have.Count > 0 ? Candidate.MostExact : Candidate.Ranking;
        return ([.. found.Order(order)], misses);
    }

    /// <summary>Every deployment of every GPU that the limits allow, with the fewest replicas and with more, for charts and fronts.</summary>
    internal IEnumerable<Candidate> All() => GpuOffers.Of(question, catalog)
        .Where(offer => GpuOffers.Excluded(question, offer) is null)
        .SelectMany(offer => new GpuSearch(question, table, offer) is var search
            ? search.Candidates(prune: false).SelectMany(candidate => search.WithMore(candidate, MostOfFewest).Prepend(candidate))
            : [])
        .Where(candidate => Exceeded(candidate) is null);

    /// <summary>The best of all ways to have a GPU.</summary>
    private (List<Candidate> Best, Miss? Miss) Cheapest(IEnumerable<GpuOffer> supplies, bool prune)
    {
        var (best, furthest) = ((Candidate?)null, (Miss?)null);
        foreach (var offer in supplies)
        {
            var (candidates, miss) = Allowed(offer, prune);
            best = candidates.Order(Candidate.Cheapest).Take(1).Concat(best is null ? [] : [best]).Order(Candidate.Ranking).FirstOrDefault();
            furthest = miss is null ? furthest : Miss.Further(furthest, miss);
        }

        return (best is null ? [] : [best], furthest);
    }

    /// <summary>The best of each precision on GPUs at hand.</summary>
    private (List<Candidate> Best, Miss? Miss) MostExact(GpuOffer offer, bool prune)
    {
        var (candidates, miss) = Allowed(offer, prune);
        return ([.. candidates.GroupBy(candidate => candidate.Precision).Select(group => group.Order(Candidate.MostExact).First())], miss);
    }

    /// <summary>The deployments of an offer within the limits; how near the offer came where there is none.</summary>
    private (List<Candidate> Candidates, Miss? Miss) Allowed(GpuOffer offer, bool prune)
    {
        if (GpuOffers.Excluded(question, offer) is { } excluded)
            return ([], excluded);
        var search = new GpuSearch(question, table, offer);
        var all = search.Candidates(prune).ToList();
        var allowed = all.Where(candidate => Exceeded(candidate) is null).ToList();
        return (allowed, allowed.Count > 0 ? null : all.Count == 0 ? search.Furthest : all.Select(Exceeded).Aggregate((Miss?)null, (one, other) => Miss.Further(one, other!)));
    }

    /// <summary>The limit that a deployment exceeds, or null.</summary>
    private Miss? Exceeded(Candidate candidate)
    {
        var (constraints, offer, gpus) = (question.Constraints, candidate.Offer, candidate.Plan.Gpus);
        var most = Math.Min(constraints.MaxGpus ?? int.MaxValue, constraints.OneNode ? offer.Node : int.MaxValue);
        if (gpus > most)
            return Miss(Hurdle.Gpus, gpus);
        if (constraints.MaxPowerWatts is { } watts && !(offer.Gpu.TdpWatts * gpus <= watts))
            return Miss(Hurdle.Power, offer.Gpu.TdpWatts * gpus ?? double.MaxValue);
        if ((constraints.PurchaseBudgetDollars ?? constraints.MonthlyBudgetDollars) is not { } budget)
            return null;
        return (question.Basis is CostBasis.Rent ? ServingCost.PerMonth(candidate.Dollars ?? double.NaN) : candidate.Dollars) is not { } dollars || double.IsNaN(dollars)
            ? Miss(Hurdle.Price, 0)
            : dollars <= budget ? null : Miss(Hurdle.Budget, dollars);

        Miss Miss(Hurdle hurdle, double needed) => new(offer, hurdle, needed, $"{gpus} × {offer.Gpu}");
    }
}
