using Sizing.Inference;
using Sizing.Performance;

namespace Sizing.Planning;

/// <summary>What one replica keeps on the GPU that limits, and how many sequences it holds. The fast path: numbers only.</summary>
internal readonly record struct ReplicaMemory
{
    /// <summary>The stage that limits.</summary>
    internal StageNumbers Stage { get; private init; }

    /// <summary>What the engine allows itself.</summary>
    internal Bytes Budget { get; private init; }

    /// <summary>What is left for the KV cache.</summary>
    internal Bytes Pool { get; private init; }

    /// <summary>Sequences of the longest context that the pool holds.</summary>
    internal double MaxConcurrency { get; private init; }

    /// <summary>Sequences that run at a time.</summary>
    internal double Slots { get; private init; }

    /// <summary>Whether one sequence fits.</summary>
    internal bool Fits => Pool > Bytes.Zero && MaxConcurrency >= 1;

    /// <summary>What the cache has left when so many sequences are at their longest; negative where they do not fit.</summary>
    /// <param name="sequences">Sequences of the replica.</param>
    internal Bytes RoomLeft(long sequences) => Pool - KvCapacity.OfSequences(sequences, Stage.Longest.Bytes, Stage.Shared);

    /// <summary>The memory of a replica on a GPU.</summary>
    internal static ReplicaMemory Of(ServingShape shape, GpuOffer offer)
    {
        var stages = shape.Stages;
        var limiting = 0;
        for (var index = 1; index < stages.Length; index++)
            if (Limit(shape, stages[index], offer).CompareTo(Limit(shape, stages[limiting], offer)) < 0)
                limiting = index;
        ref readonly var stage = ref stages[limiting];
        var budget = BudgetOf(shape, stage, offer);
        var pool = EngineBudget.Rest(budget, stage.Paid);
        return new()
        {
            Stage = stage,
            Budget = budget,
            Pool = pool,
            MaxConcurrency = stage.Longest.Blocks == 0 ? shape.SequenceLimit : stage.Longest.In(pool),
            Slots = ServingSpeeds.Slots(stage.Mean, pool, shape.SequenceLimit),
        };
    }

    /// <summary>What decides which stage limits: the sequences that it lets through, then its memory.</summary>
    private static (double Sequences, Bytes Pool) Limit(ServingShape shape, in StageNumbers stage, GpuOffer offer)
    {
        var pool = EngineBudget.Rest(BudgetOf(shape, stage, offer), stage.Paid);
        return (stage.Longest.Limit(pool), pool);
    }

    /// <summary>vLLM's budget is a share of the GPU's memory and its other terms hold for many GPUs; other engines' terms were computed for this very GPU.</summary>
    private static Bytes BudgetOf(ServingShape shape, in StageNumbers stage, GpuOffer offer) =>
        shape.SharesTerms ? EngineBudget.Requested(offer.Usable, shape.Utilization) : stage.Budget;
}
