namespace Sizing.Planning;

/// <summary>Explains what the search found: each deployment is asked again of the explained path.</summary>
internal static class DeploymentRows
{
    internal static Deployments Of(ServingQuestion question, IReadOnlyList<Candidate> ranked, IReadOnlyList<Miss> misses) => new()
    {
        Question = question,
        Plans = [.. ranked.Select((candidate, index) => Of(question, candidate, index == 0 ? null : ranked[index - 1], index + 1))],
        Rejected = [.. misses.Select(miss => new RejectedGpu(miss.Offer.Gpu, MissText.Of(miss, question)))],
        WhyNone = ranked.Count == 0 ? MissText.WhyNone(misses, question) : null,
        Nearest = ranked.Count == 0 && misses.Aggregate((Miss?)null, Miss.Further) is { Hurdle: Hurdle.Memory, Choice: { } choice } miss
            ? question.On(miss.Offer.Gpu, choice.Plan, choice.Precision.Weights, choice.Precision.KvCache)
            : null,
    };

    private static ServingDeployment Of(ServingQuestion question, Candidate candidate, Candidate? better, int rank)
    {
        var serving = (question with { Concurrency = candidate.InFlight }).On(candidate.Offer.Gpu, candidate.Plan, candidate.Precision.Weights, candidate.Precision.KvCache) with { System = candidate.Offer.Supply.System };
        return new(serving)
        {
            Rank = rank,
            System = serving.System ?? SystemOf(candidate),
            Dollars = candidate.Dollars,
            WhyNotHigher = better is null ? null : WhyNotHigher(question, candidate, better),
            PredictsSpeed = candidate.PerToken > 0,
        };
    }

    /// <summary>Where GPUs are had one by one: the smallest system that holds a replica, else the largest.</summary>
    private static SystemSpec? SystemOf(Candidate candidate)
    {
        var replica = candidate.Plan.Tensor * candidate.Plan.Pipeline;
        var systems = Catalog.Systems.Where(system => system.Gpu == candidate.Offer.Gpu).OrderBy(system => system.Gpus).ToList();
        return systems.Find(system => system.Gpus >= replica) ?? systems.LastOrDefault();
    }

    private static string WhyNotHigher(ServingQuestion question, Candidate candidate, Candidate better)
    {
        var rents = question.Basis is CostBasis.Rent;
        if (question.Constraints.Have.Count == 0 && candidate.Dollars is null)
            return $"No {(rents ? "rent" : "price")} of {candidate.Offer.Gpu} is known.";
        if (candidate.Dollars > better.Dollars)
            return $"Costs ${candidate.Dollars:N2}{(rents ? " an hour" : "")}, not ${better.Dollars:N2}.";
        return candidate.Precision.WeightBits < better.Precision.WeightBits ? $"Weights have {candidate.Precision.WeightBits} bits, not {better.Precision.WeightBits}."
            : candidate.Precision.CacheBits < better.Precision.CacheBits ? $"The KV cache has {candidate.Precision.CacheBits} bits, not {better.Precision.CacheBits}."
            : candidate.PerToken > 0 ? $"A token takes {candidate.PerToken * 1e3:0.0} ms, not {better.PerToken * 1e3:0.0}."
            : "Its speed is not predicted.";
    }
}
