using Sizing.Explain;

namespace Sizing.Inference;

/// <summary>vLLM: a share of all memory, less what a profile run was seen to need, is the KV cache.</summary>
internal sealed class VllmMemory : IEngineMemory
{
    private const string Pcie = "communication_pcie";

    public StageMemory Of(ServingSetup setup, PipelineStage stage, Term weights)
    {
        var measured = setup.Asked.Measured;
        var budget = setup.Requested(setup.Usable);
        var activations = EngineTerms.LoggedOr(measured.Activations, "Activations, peak", TermKind.Activations, () => VllmActivations.Of(setup, stage));
        var nonTorch = EngineTerms.LoggedOr(measured.NonTorch, "Outside the tensor allocator", TermKind.Overhead, () => NonTorch(setup));
        var graphs = EngineTerms.LoggedOr(measured.Graphs, "CUDA graphs", TermKind.Graphs, () => Graphs(setup.Constants, stage));
        var graphsInBudget = setup.Constants.Has("graphs_in_budget");
        List<Term> paid = graphsInBudget ? [weights, activations, nonTorch, graphs] : [weights, activations, nonTorch];
        return new()
        {
            Stage = stage,
            Budget = budget,
            Weights = weights,
            Activations = activations,
            NonTorch = nonTorch,
            Graphs = graphs,
            Paid = paid,
            Beyond = graphsInBudget ? [] : [graphs],
            KvPool = EngineTerms.Pool(setup, budget, paid),
            Layout = VllmLayout.Of(setup, stage),
        };
    }

    private static Term NonTorch(ServingSetup setup)
    {
        var (constants, plan) = (setup.Constants, setup.Plan);
        return plan is { Tensor: 1, Pipeline: > 1 }
            ? constants.Term("Outside the tensor allocator", "non_torch_pipeline") with { Kind = TermKind.Overhead }
            : Communication(setup, "Outside the tensor allocator", "non_torch", "non_torch_tensor", "non_torch_tensor_rank");
    }

    /// <summary>Driver context and communication buffers, from three figures of the engine.</summary>
    internal static Term Communication(ServingSetup setup, string name, string single, string tensor, string perRank)
    {
        var (constants, ranks) = (setup.Constants, setup.Plan.Tensor);
        if (ranks > 1 && setup.Gpu.LinkBytesPerSecond is null && constants.Has(Pcie))
            return Term.Computed(name, TermKind.Overhead, EngineBudget.OverPcie(constants.Memory(single), constants.Memory(Pcie)), EngineBudget.OverPcie,
                constants.Input("n1", "driver context", single), constants.Input("np", "buffers of a group without NVLink", Pcie));
        var bytes = EngineBudget.Communication(constants.Memory(single), constants.Memory(tensor), constants.Memory(perRank), ranks);
        return Term.Computed(name, TermKind.Overhead, bytes, EngineBudget.Communication,
            constants.Input("n1", "driver context", single),
            constants.Input("nt", "buffers of a group", tensor),
            constants.Input("nr", "buffers for each rank", perRank),
            new("t", "tensor-parallel ranks", ranks));
    }

    private static Term Graphs(EngineConstants constants, PipelineStage stage)
    {
        var bytes = EngineBudget.Graphs(constants.Memory("graph_base"), constants.Memory("graph_layer"), stage.Layers.Count);
        return Term.Computed("CUDA graphs", TermKind.Graphs, bytes, EngineBudget.Graphs,
            constants.Input("g0", "part that every model pays", "graph_base"),
            constants.Input("g1", "part of each layer", "graph_layer"),
            new("L", "layers", stage.Layers.Count));
    }
}
