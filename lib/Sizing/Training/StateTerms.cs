using Sizing.Explain;

namespace Sizing.Training;

/// <summary>The states of a GPU as terms of an event.</summary>
internal sealed class StateTerms(TrainingRun run, StageStates states)
{
    private readonly Recipe recipe = Recipe.Of(run);

    /// <summary>What is alive at every moment of the run.</summary>
    internal IReadOnlyList<Term> Resident() =>
    [
        .. run.Plan.OffloadWeights ? [] : Weights(),
        .. Adapters(),
        .. states.GradientsStay ? Gradients() : [],
        .. run.Plan.OffloadOptimizer ? [] : Optimizer(),
    ];

    internal IEnumerable<Term> Gradients() => Noted(
        Stored("Gradients", TermKind.Gradients, states.Gradients, run.Adapter is null ? recipe.Gradients : Recipe.AdapterStorage(run), StateSharding.Gradients),
        [.. run.Adapter is null ? Mixed("mixed_gradients") : [], states.ShardsWeights ? "sharded_gradients_stay" : "gradients_stay"]);

    internal IEnumerable<Term> Casts() => Timeline.Some("Cached casts of weights", TermKind.Temporary, states.Casts, $"autocast keeps 16-bit copies of FP32 matrices through forward and backward; {run.Framework.Says("cached_casts")}");

    /// <summary>What the optimizer step needs besides states and gradients.</summary>
    internal IEnumerable<Term> Step()
    {
        if (run.Plan.OffloadOptimizer)
            return [];
        return
        [
            .. run.Framework.Foreach && run.Optimizer.IsForeach && states.Updated.Count > 0
                ? [Term.Computed("Temporaries of the foreach optimizer", TermKind.Temporary, StateFormulas.ForeachTemporary(states.Updated), StateFormulas.ForeachTemporary, new Input("W", "trained weights on the GPU", states.Updated)) with { Note = run.Framework.Says("foreach") }]
                : (IEnumerable<Term>)[],
            .. Timeline.Some("FP32 copies of gradients", TermKind.Temporary, states.GradientCopies, "the step of an FP32 master copy reads FP32 gradients"),
        ];
    }

    private IEnumerable<Term> Weights()
    {
        if (run.Base is not { } format)
            return Noted(Stored("Weights", TermKind.Weights, states.Weights, recipe.Weights, StateSharding.Weights, states.Elements), Mixed("mixed_weights"));
        return
        [
            Term.Computed(
                $"Weights in {format}", TermKind.Weights, states.Weights, StateFormulas.Frozen,
                new Input("P", "parameters on the rank", Amount.Exact(states.Elements, Unit.Parameters)),
                new Input("N", "ranks that divide them", Ranks(StateSharding.Weights))),
        ];
    }

    private IEnumerable<Term> Adapters() => run.Adapter is null
        ? []
        : Noted(Stored("Adapter weights", TermKind.Weights, states.AdapterWeights, Recipe.AdapterStorage(run), StateSharding.Weights), ["adapter"]);

    private IEnumerable<Term> Optimizer() =>
    [
        .. recipe.Master is { } master && run.Adapter is null ? Noted(Stored("FP32 master copy", TermKind.MasterWeights, states.Master, master, StateSharding.Optimizer), ["master"]) : [],
        .. states.Optimizer.Count == 0 || run.Optimizer.IsPaged
            ? (IEnumerable<Term>)[]
            : [Term.Computed(
                $"States of {run.Optimizer}", TermKind.Optimizer, states.Optimizer, StateFormulas.OptimizerStates,
                new Input("P", "trained parameters on the rank", Amount.Exact(states.Trained, Unit.Parameters)),
                new Input("N", "ranks that divide them", Ranks(StateSharding.Optimizer)))],
    ];

    /// <summary>The switch of mixed precision, which the other schemes do not ask.</summary>
    private string[] Mixed(string name) => run.Precision is TrainingPrecision.Fp32 or TrainingPrecision.Bf16 ? [] : [name];

    private IEnumerable<Term> Noted(IEnumerable<Term> terms, IReadOnlyList<string> switches) => terms.Select(term => term with { Note = run.Framework.Says(switches) });

    private IEnumerable<Term> Stored(string name, TermKind kind, Bytes bytes, DataType type, StateSharding sharded, long? elements = null)
    {
        if (bytes.Count == 0)
            return [];
        return
        [
            Term.Computed(
                $"{name} in {type}", kind, bytes, StateFormulas.Stored,
                new Input("P", "parameters on the rank", Amount.Exact(elements ?? states.Trained, Unit.Parameters)),
                new Input("e", "bytes per parameter", Amount.Of(type.BitsPerElement / 8, Unit.BytesPerParameter)),
                new Input("N", "ranks that divide them", Ranks(sharded))),
        ];
    }

    private int Ranks(StateSharding sharded) => run.Plan.Sharding >= sharded ? run.Plan.StateRanks : 1;
}
