using Sizing.Performance;

namespace Sizing.Planning;

/// <summary>What a question asks of a deployment in numbers: its traffic, and how fast answers must be.</summary>
/// <param name="Rate">Requests per second; null when clients wait for their answers.</param>
/// <param name="Clients">Sequences that must fit at their longest, and clients when there is no rate.</param>
/// <param name="Targets">The latency that is wanted.</param>
internal readonly record struct TrafficNeed(double? Rate, long Clients, LatencyTargets Targets)
{
    /// <summary>Replicas above which no count is looked for.</summary>
    internal const int MostReplicas = 100_000;

    /// <summary>The need of a question.</summary>
    internal static TrafficNeed Of(ServingQuestion question) => new(question.Rate, question.Concurrency, LatencyTargets.Of(question.Load));

    /// <summary>
    /// The times of a replica with next to no traffic. No traffic is faster: steps grow with the sequences in flight. So a plan that misses a target
    /// here misses it at any count of replicas.
    /// </summary>
    internal static OperatingPoint Lightest(in StepWork work, in StepRates rates) => OperatingPoint.OfClients(work, rates, 1e-9, 1);

    /// <summary>
    /// The fewest replicas that the traffic can take, were the cache to hold as many sequences as the scheduler runs and the exchange between GPUs
    /// to cost nothing. Throughput without exchange grows with the sequences in flight, so that no plan takes fewer. (With it, it does not: measured
    /// all-reduces grow faster than their messages in places.)
    /// </summary>
    internal double FewestReplicas(in StepWork work, in StepRates rates, double sequenceLimit) =>
        Rate is { } rate ? Math.Ceiling(rate / (Targets.Load * MostRequestsPerSecond(work, rates, sequenceLimit))) : 1;

    /// <summary>More requests per second than a replica can finish with so many sequences or fewer.</summary>
    internal static double MostRequestsPerSecond(in StepWork work, in StepRates rates, double sequenceLimit) =>
        OperatingPoint.MostRequestsPerSecond(work, rates with { AllReduce = null }, sequenceLimit);

    /// <summary>The fewest replicas that meet everything, or null where none do. More replicas each have less to do, so that all above do too.</summary>
    internal int? Replicas(in StepWork work, in StepRates rates, in ReplicaMemory memory)
    {
        var fewest = LeastForRate(work, rates, memory);
        if (!(fewest <= MostReplicas))
            return null;
        return Fewest((int)fewest, work, rates, memory, timed: true);
    }

    /// <summary>The fewest replicas whose caches hold all sequences, or null where none do.</summary>
    internal int? ReplicasThatHold(in ReplicaMemory memory) => Fewest(1, default, default, memory, timed: false);

    /// <summary>Whether the caches of so many replicas hold all sequences at their longest.</summary>
    internal bool IsHeldBy(in ReplicaMemory memory, int replicas) => memory.RoomLeft((Clients + replicas - 1) / replicas) >= Bytes.Zero;

    private int? Fewest(int low, in StepWork work, in StepRates rates, in ReplicaMemory memory, bool timed)
    {
        var high = Math.Max(low, (int)Math.Min(Clients, MostReplicas));
        if (!(timed ? IsMetAt(work, rates, memory, high) : IsHeldBy(memory, high)))
            return null;
        while (low < high)
        {
            var middle = low + (high - low) / 2;
            if (timed ? IsMetAt(work, rates, memory, middle) : IsHeldBy(memory, middle))
                high = middle;
            else
                low = middle + 1;
        }

        return high;
    }

    /// <summary>Whether so many replicas meet everything.</summary>
    internal bool IsMetBy(in StepWork work, in StepRates rates, in ReplicaMemory memory, int replicas) =>
        LeastForRate(work, rates, memory) <= replicas && IsMetAt(work, rates, memory, replicas);

    /// <summary>How a replica runs under its share of the traffic.</summary>
    internal OperatingPoint Point(in StepWork work, in StepRates rates, in ReplicaMemory memory, int replicas) => Rate is { } rate
        ? OperatingPoint.OfRate(work, rates, rate / replicas, memory.Slots)
        : OperatingPoint.OfClients(work, rates, (double)Clients / replicas, memory.Slots);

    /// <summary>Replicas that the rate takes within the targets, with the headroom for waiting; 1 without a rate, infinity where one request alone is too slow.</summary>
    private double LeastForRate(in StepWork work, in StepRates rates, in ReplicaMemory memory) =>
        Rate is not { } rate ? 1
        : OperatingPoint.Within(work, rates, memory.Slots, Targets).RequestsPerSecond is > 0 and var most ? Math.Ceiling(rate / most)
        : double.PositiveInfinity;

    /// <summary>Whether so many replicas hold the sequences and, when clients wait for their answers, keep the targets.</summary>
    private bool IsMetAt(in StepWork work, in StepRates rates, in ReplicaMemory memory, int replicas) =>
        memory.Fits && IsHeldBy(memory, replicas)
        && (Rate is not null || Targets.AreMetBy(OperatingPoint.OfClients(work, rates, (double)Clients / replicas, memory.Slots)));
}
