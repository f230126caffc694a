namespace Sizing.Planning;

/// <summary>A deployment that meets the targets.</summary>
/// <param name="Offer">The GPU.</param>
/// <param name="Precision">What weights and cache are stored in.</param>
/// <param name="Plan">How the model is divided, replicas included.</param>
/// <param name="PerToken">Seconds per output token; zero where speed is not predicted.</param>
/// <param name="FirstToken">Seconds to the first token; zero where speed is not predicted.</param>
/// <param name="InFlight">Sequences at a time that the traffic brings, where they all fit at their longest; else those that were asked for.</param>
/// <param name="Headroom">Share of the slots that stays free; zero where speed is not predicted.</param>
internal sealed record Candidate(GpuOffer Offer, PrecisionChoice Precision, ServingPlan Plan, double PerToken, double FirstToken, double Headroom, int InFlight)
{
    /// <summary>US dollars of all GPUs that are paid for; null where no price is known.</summary>
    internal double? Dollars => Offer.Dollars(Plan.Gpus);

    /// <summary>Between deployments of one GPU had in one way: fewer that are paid for, then more bits of weights and of cache, then faster.</summary>
    internal static IComparer<Candidate> Cheapest { get; } = Comparer<Candidate>.Create((one, other) =>
        (one.Offer.Supply.Paid(one.Plan.Gpus) - other.Offer.Supply.Paid(other.Plan.Gpus)) is not 0 and var gpus ? gpus : MostExact!.Compare(one, other));

    /// <summary>Between deployments of GPUs that are there anyway: more bits of weights and of cache, then faster.</summary>
    internal static IComparer<Candidate> MostExact { get; } = Comparer<Candidate>.Create((one, other) => Exactness(one).CompareTo(Exactness(other)));

    /// <summary>Between deployments of different GPUs: with a price before without, then cheaper, without a price fewer, then more exact and faster.</summary>
    internal static IComparer<Candidate> Ranking { get; } = Comparer<Candidate>.Create((one, other) =>
        (one.Dollars ?? double.MaxValue).CompareTo(other.Dollars ?? double.MaxValue) is not 0 and var dollars ? dollars
        : one.Dollars is null ? Cheapest.Compare(one, other)
        : MostExact.Compare(one, other));

    private static (int, int, double, double, int, int) Exactness(Candidate each) =>
        (-each.Precision.WeightBits, -each.Precision.CacheBits, each.PerToken, each.FirstToken, each.Plan.Pipeline, each.Plan.Expert);
}
