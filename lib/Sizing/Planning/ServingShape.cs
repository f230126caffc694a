using Sizing.Explain;
using Sizing.Inference;
using Sizing.Performance;

namespace Sizing.Planning;

/// <summary>One way to divide a model in one weight format and KV data type, with everything that does not depend on the traffic; built once for many GPUs.</summary>
internal sealed class ServingShape
{
    /// <summary>The settings, on one of the GPUs.</summary>
    internal required ServingSetup Setup { get; init; }

    /// <summary>The engine's accounting by stage.</summary>
    internal required StageNumbers[] Stages { get; init; }

    /// <summary>What a step asks of a GPU.</summary>
    internal required StepWork Work { get; init; }

    /// <summary>Whether the terms hold for other GPUs of the class, the budget apart.</summary>
    internal required bool SharesTerms { get; init; }

    /// <summary>The engine's share of memory.</summary>
    internal double Utilization => Setup.Utilization.Value.Value;

    /// <summary>Most sequences in a step.</summary>
    internal double SequenceLimit => Setup.MaxSequences.Value.Value;

    /// <summary>The numbers of a stage.</summary>
    internal static StageNumbers NumbersOf(ServingSetup setup, StageMemory stage, RequestShape request)
    {
        var tokens = setup.BatchedTokens.Value.Whole;
        var prefix = KvCapacity.SharedTokens(setup);
        return new(
            EngineTerms.BytesOf(stage.Weights),
            EngineTerms.BytesOf(stage.Activations),
            Sum(stage.Paid.Where(term => term != stage.Weights && term != stage.Activations)),
            Sum(stage.Paid),
            EngineTerms.BytesOf(stage.Budget),
            stage.Layout.SequenceOf(setup.Context, tokens),
            ServingSpeeds.MeanSequence(setup, stage.Layout, request),
            prefix > 0 ? stage.Layout.BytesOfSequence(prefix, tokens) : Bytes.Zero);
    }

    private static Bytes Sum(IEnumerable<Term> terms) => terms.Aggregate(Bytes.Zero, (sum, term) => sum + EngineTerms.BytesOf(term));
}
