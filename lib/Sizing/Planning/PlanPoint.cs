using Sizing.Performance;

namespace Sizing.Planning;

/// <summary>
/// A complete serving plan in numbers: memory, fit, capacity, latency, throughput, cost. The fast path: nothing is allocated, and every number is
/// what <see cref="Serving.Estimate"/> and <see cref="ServingEstimate.Speed"/> say of the same plan.
/// </summary>
internal readonly record struct PlanPoint
{
    /// <summary>Memory of a replica.</summary>
    internal ReplicaMemory Memory { get; private init; }

    /// <summary>Whether all sequences fit at their longest.</summary>
    internal bool Fits { get; private init; }

    /// <summary>How a replica runs; nothing where it does not fit.</summary>
    internal OperatingPoint Point { get; private init; }

    /// <summary>Requests per second of all replicas.</summary>
    internal double RequestsPerSecond { get; private init; }

    /// <summary>US dollars of an hour, or to buy; not a number where no price is known.</summary>
    internal double Dollars { get; private init; }

    /// <summary>The plan under clients that each wait for their answers.</summary>
    /// <param name="shape">The shape of a replica.</param>
    /// <param name="offer">The GPU.</param>
    /// <param name="rates">How fast the engine works on it.</param>
    /// <param name="replicas">Replicas.</param>
    /// <param name="clients">Clients of all replicas.</param>
    internal static PlanPoint OfClients(ServingShape shape, GpuOffer offer, in StepRates rates, int replicas, long clients)
    {
        var memory = ReplicaMemory.Of(shape, offer);
        var fits = memory.Fits && memory.RoomLeft((clients + replicas - 1) / replicas) >= Bytes.Zero;
        var point = fits ? OperatingPoint.OfClients(shape.Work, rates, (double)clients / replicas, memory.Slots) : default;
        return new()
        {
            Memory = memory,
            Fits = fits,
            Point = point,
            RequestsPerSecond = point.RequestsPerSecond * replicas,
            Dollars = offer.Dollars(replicas * shape.Setup.Plan.Tensor * shape.Setup.Plan.Pipeline) ?? double.NaN,
        };
    }
}
