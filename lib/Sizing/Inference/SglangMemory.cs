using Sizing.Explain;

namespace Sizing.Inference;

/// <summary>SGLang: a static share of the memory that is free before loading holds weights and KV cache; activations and graphs live in the rest.</summary>
internal sealed class SglangMemory : IEngineMemory
{
    public StageMemory Of(ServingSetup setup, PipelineStage stage, Term weights)
    {
        var measured = setup.Asked.Measured;
        var context = EngineTerms.LoggedOr(measured.NonTorch, "Driver context and communication", TermKind.Overhead,
            () => VllmMemory.Communication(setup, "Driver context and communication", "context", "context_tensor", "context_rank"));
        var usable = setup.Usable;
        var free = Term.Computed("Free before loading", TermKind.Other, EngineBudget.Rest(EngineTerms.BytesOf(usable), EngineTerms.BytesOf(context)), EngineBudget.Rest,
            EngineTerms.Input("R", usable), EngineTerms.Input("P", context));
        var budget = setup.Requested(free);
        var activations = EngineTerms.LoggedOr(measured.Activations, "Activations, peak", TermKind.Activations, () => VllmActivations.Of(setup, stage));
        var graphs = EngineTerms.LoggedOr(measured.Graphs, "CUDA graphs", TermKind.Graphs, () => EngineTerms.None("CUDA graphs", TermKind.Graphs, setup.Engine) with { Note = "in the part that the static share leaves" });
        var layout = SglangLayout.Of(setup, stage);
        var states = SglangStates.Of(setup, layout, budget, weights);
        List<Term> paid = [weights, .. SglangCompressed.States(setup, stage), .. states is null ? [] : new[] { states }];
        var pool = EngineTerms.Pool(setup, budget, paid);
        return new()
        {
            Stage = stage,
            Budget = budget,
            Weights = weights,
            Activations = activations,
            NonTorch = context,
            Graphs = graphs,
            Paid = paid,
            Beyond = [context, activations, graphs],
            KvPool = pool,
            Layout = states is null ? layout : SglangStates.Beside(setup, layout, states, pool),
        };
    }
}
