using Sizing.Explain;

namespace Sizing.Training;

/// <summary>
/// The events of a training step on one GPU, each with what is alive at that moment. Memory peaks at one of them;
/// adding what is alive at different moments would count what never meets.
/// </summary>
internal sealed class Timeline
{
    private const int GatheredUnits = 1;

    private readonly TrainingRun run;
    private readonly PipelineStage stage;
    private readonly StageStates states;
    private readonly StageActivations activations;
    private readonly StateTerms terms;
    private readonly IReadOnlyList<Term> alwaysThere;

    internal Timeline(TrainingRun run, PipelineStage stage)
    {
        this.run = run;
        this.stage = stage;
        states = new(run, stage);
        activations = new(run, stage);
        terms = new(run, states);
        alwaysThere = [.. LoadedBlocks.Explain(run, stage), .. CausalMasks.Explain(run, stage)];
    }

    internal StageStates States => states;

    internal StageActivations Activations => activations;

    private bool HasLoss => stage.IsLast && run.Model.Head is not null;

    private bool InBackward => run.OptimizerInBackward || run.Optimizer.UpdatesInBackward;

    private bool Gathers => states.ShardsWeights || run.Plan.OffloadWeights;

    /// <summary>Between steps, after the first one: of the step only the micro-batch and the workspaces of libraries are left.</summary>
    internal Term Steady() => Event("steady", terms.Resident());

    /// <summary>Every event, in the order of a step.</summary>
    internal IReadOnlyList<Term> Events()
    {
        List<Term> events =
        [
            Steady(),
            Event("forward end", [.. terms.Resident(), .. terms.Casts(), .. Kept(), .. Gathered()]),
        ];
        if (HasLoss)
            events.Add(Event("loss", [.. terms.Resident(), .. terms.Casts(), .. Kept(), .. Gathered(), .. Loss()]));
        events.Add(Event("backward of the last layer", [.. terms.Resident(), .. terms.Casts(), .. HeadGradients(), .. Kept(), .. Layer(), .. Gathered()]));
        events.Add(Event("end of backward", [.. terms.Resident(), .. terms.Casts(), .. Accumulated(), .. Held(), .. Layer(), .. Gathered()]));
        if (run.Plan.StateRanks > 1)
            events.Add(Event("gradient reduction", [.. terms.Resident(), .. Gradients(), .. Buckets()]));
        if (!InBackward)
            events.Add(Event("optimizer step", [.. terms.Resident(), .. Gradients(), .. terms.Step()]));
        if (run.Accumulation > 1 && !run.Framework.KeepsGradients)
            events.Add(Event("second micro-batch", [.. terms.Resident(), .. terms.Casts(), .. Accumulated(), .. Kept(), .. Gathered(), .. HasLoss ? Loss() : Layer()]));
        return events;
    }

    /// <summary>The states alone between steps, or null when none is on the GPU.</summary>
    internal Term? Resident() => terms.Resident() is { Count: > 0 } alive ? Term.Sum("states", TermKind.Other, alive) : null;

    private Term Event(string name, IReadOnlyList<Term> alive) => Term.Sum(Named(name), TermKind.Other, [.. alive, .. alwaysThere, Term.Sum("Workspaces and micro-batch", TermKind.Temporary, LibraryWorkspaces.Explain(run.Gpu), TokenBatch.Explain(run))]);

    private string Named(string name) => run.Plan.Pipeline == 1 ? name : $"{name}, stage {stage.Index + 1} of {run.Plan.Pipeline}";

    private IEnumerable<Term> Kept() => run.Plan.OffloadActivations
        ? Some("Checkpoints of two layers in flight", TermKind.Activations, activations.Resident, "the others are in host memory")
        : [Term.Computed(
            "Activations kept", TermKind.Activations, activations.Resident, StageActivations.KeptBytes,
            new Input("T", "tokens of the micro-batch on the GPU", Amount.Exact(run.TokensPerGpu, Unit.Tokens)),
            new Input("A", "bytes per token that the layers of the stage keep", Amount.Of(activations.KeptPerToken, Unit.BytesPerToken)),
            new Input("n", "micro-batches in flight", stage.InFlight),
            new Input("i", "factor of the interleaved schedule", activations.Interleaving)) with { Note = Joined(KeptNote(), run.Framework.Says(KeptSwitches)) }];

    private string KeptNote() => run.Recompute switch
    {
        Recompute.None => $"{stage.Layers.Count} layers",
        Recompute.Selective => $"{stage.Layers.Count} layers without what is recomputed",
        Recompute.Full => $"inputs of {stage.Layers.Count} layers",
    };

    /// <summary>The switches that decide what a layer makes for its backward pass.</summary>
    private string[] KeptSwitches => run.Recompute switch
    {
        Recompute.Full => [],
        Recompute.Selective => ["selective", .. Copies],
        Recompute.None => Copies,
    };

    private string[] Copies => ["norm_copies", "rotary_copies", "activation_copies", "expand_kv", .. run.Adapter is null ? (string[])[] : ["frozen_inputs", "nf4_inputs"]];

    private static string Joined(string note, string? says) => says is null ? note : $"{note}; {says}";

    private IEnumerable<Term> Layer() =>
    [
        .. Some("Activations of the recomputed layer", TermKind.Activations, activations.Recomputed, Joined("the largest layer", run.Framework.Says(Copies))),
        .. Some("Gradients of activations in a layer", TermKind.Temporary, activations.Gradients, Joined("e · (h + 3 · f) per token", Mixtures ? run.Framework.Says("expert_loop") : null)),
        .. states.ShardsWeights || run.Plan is { Sharding: StateSharding.Gradients, StateRanks: > 1 }
            ? Some("Gradients of a layer before they are sharded", TermKind.Temporary, states.LayerGradients, "")
            : [],
    ];

    private IEnumerable<Term> Loss() =>
    [
        LossMemory.Explain(run),
        Term.Computed(
            "Hidden states around the final norm", TermKind.Loss, LossMemory.FinalHidden(run.TokensPerGpu, HiddenOnRank), LossMemory.FinalHidden,
            new Input("T", "tokens of the micro-batch on the GPU", Amount.Exact(run.TokensPerGpu, Unit.Tokens)),
            new Input("h", "hidden size on the rank", Amount.Of(HiddenOnRank))),
        .. run.Framework.KeepsGatheredInputs && run.Plan is { SequenceParallel: true, Tensor: > 1 }
            ? Some("Gathered input of the head and its gradient", TermKind.Loss, LossMemory.GatheredHidden(run.TokensPerGpu, run.Model.HiddenSize), Joined("tensor parallelism gathers what sequence parallelism divides", run.Framework.Says("gathered_inputs")))
            : [],
    ];

    private bool Mixtures => stage.Tensors.Any(tensor => tensor.IsRoutedExpert);

    private double HiddenOnRank => run.Model.HiddenSize / (double)(run.Plan.SequenceParallel ? run.Plan.Tensor : 1);

    private IEnumerable<Term> Gradients() => states.GradientsStay || run.Plan is { OffloadOptimizer: true, Sharding: StateSharding.Gradients or StateSharding.Weights }
        ? []
        : InBackward
            ? Some("Gradient of the largest tensor", TermKind.Gradients, states.LargestGradient, "applied and freed tensor by tensor")
            : terms.Gradients();

    /// <summary>Gradients as the backward passes leave them, before the last one reduces them.</summary>
    private IEnumerable<Term> Accumulated()
    {
        var whole = run.Framework.AccumulatesWhole && run.Accumulation > 1 && run.Plan is { StateRanks: > 1, Sharding: StateSharding.Gradients or StateSharding.Weights, OffloadOptimizer: false };
        return
        [
            .. whole ? Some("Gradients, whole", TermKind.Gradients, states.WholeGradients, Joined("micro-batches add up unsharded until the last one", run.Framework.Says("whole_gradients"))) : Gradients(),
            .. Some("Gradients of units that mix trained and frozen weights", TermKind.Gradients, whole ? states.UnitGradients : states.ShardedUnitGradients, Joined("FSDP forms the gradient of a whole unit", run.Framework.Says("mixed_units"))),
        ];
    }

    /// <summary>What FSDP's hooks on frozen units hold by the end of the backward pass.</summary>
    private IEnumerable<Term> Held() => run is { Framework.HoldsFrozenUnits: true, Adapter: not null, Recompute: Recompute.Full } && states.ShardsWeights
        ?
        [
            .. Some("Inputs of layers, held by FSDP", TermKind.Activations, activations.Kept, Joined("the reshard hook of a frozen unit refers to them", run.Framework.Says("frozen_units_held"))),
            .. Some("Gradients of those inputs, held by FSDP", TermKind.Temporary, activations.HeldGradients, "the same hook, from the third layer on; the second's is the gradient that the first layer reads"),
        ]
        : [];

    private IEnumerable<Term> HeadGradients() => run.Framework.KeepsGradients || run.Adapter is not null
        ? []
        : Some("Gradients of the head", TermKind.Gradients, InBackward ? Bytes.Zero : states.HeadGradients, "");

    private IEnumerable<Term> Gathered()
    {
        if (!Gathers)
            return [];
        return
        [
            Term.Computed(
                "Gathered layer", TermKind.Temporary, StateFormulas.Gathered(states.LargestLayer, GatheredUnits), StateFormulas.Gathered,
                new Input("U", "the largest layer", states.LargestLayer), new Input("k", "layers that are whole at once", GatheredUnits)),
            .. Some("Gathered embedding, head and final norm", TermKind.Temporary, states.Root, "the root unit, whole"),
            .. Some("Communication buckets", TermKind.Temporary, run.Framework.Buckets, run.Framework.Source),
        ];
    }

    private IEnumerable<Term> Buckets() => run switch
    {
        { Plan.Sharding: StateSharding.None, Framework.KeepsGradients: false, Adapter: null } =>
            Some("Buckets of data-parallel gradients", TermKind.Temporary, states.Gradients, "PyTorch DDP without gradient_as_bucket_view"),
        _ => Some("Communication buckets", TermKind.Temporary, run.Framework.Buckets, run.Framework.Source),
    };

    internal static IEnumerable<Term> Some(string name, TermKind kind, Bytes bytes, string note) =>
        bytes.Count == 0 ? [] : [Term.Given(name, kind, bytes) with { Note = note.Length == 0 ? null : note }];
}
