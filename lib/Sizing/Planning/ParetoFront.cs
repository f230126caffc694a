namespace Sizing.Planning;

/// <summary>The deployments that no other beats in cost, latency and headroom at once.</summary>
internal static class ParetoFront
{
    /// <summary>The front of deployments with a price, the cheapest first. Of those that are equal in all three, one stays.</summary>
    internal static IReadOnlyList<Candidate> Of(IEnumerable<Candidate> candidates)
    {
        List<Candidate> front = [];
        foreach (var candidate in candidates.Where(each => each.Dollars is not null).OrderBy(each => each.Dollars).ThenBy(each => each.PerToken).ThenByDescending(each => each.Headroom))
            if (!front.Exists(better => better.PerToken <= candidate.PerToken && better.Headroom >= candidate.Headroom))
                front.Add(candidate);
        return front;
    }
}
