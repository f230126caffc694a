using Sizing.Explain;

namespace Sizing.Inference;

/// <summary>vLLM: a share of all memory, less what a profile run was seen to need, is the KV cache.</summary>
internal sealed class VllmMemory : IEngineMemory
{
    public StageMemory Of(ServingSetup setup, PipelineStage stage)
    {
        var measured = setup.Asked.Measured;
        var constants = setup.Constants;
        var budget = Budget(setup);
        var weights = StageWeights.Of(setup, stage);
        var activations = measured.Activations is { } logged
            ? MeasuredTerm.Of("Activations, peak", TermKind.Activations, logged)
            : VllmActivations.Of(setup, stage);
        var nonTorch = measured.NonTorch is { } outside ? MeasuredTerm.Of("Outside the tensor allocator", TermKind.Overhead, outside) : NonTorch(setup);
        var graphs = measured.Graphs is { } captured ? MeasuredTerm.Of("CUDA graphs", TermKind.Graphs, captured) : Graphs(constants, stage);
        var inBudget = constants.Has("graphs_in_budget");
        return new()
        {
            Stage = stage,
            Budget = budget,
            Weights = weights,
            Activations = activations,
            NonTorch = nonTorch,
            Graphs = graphs,
            GraphsInBudget = inBudget,
            KvPool = measured.KvPool is { } pool
                ? MeasuredTerm.Of("KV cache pool", TermKind.KvCache, pool)
                : Pool(budget, weights, activations, nonTorch, inBudget ? graphs : Term.Given("CUDA graphs", TermKind.Graphs, Bytes.Zero, new("vLLM", "captured outside the budget in this version"))),
            Layout = KvLayout.Of(stage.Layers, setup.KvCache, setup.Plan.Tensor, constants.Whole("block")),
        };
    }

    private static Term Budget(ServingSetup setup)
    {
        var usable = setup.Usable;
        var bytes = VllmBudget.Requested(new(usable.Value.Whole), setup.Utilization.Value.Value);
        return Term.Computed("Memory the engine allows itself", TermKind.Other, bytes, VllmBudget.Requested,
            new("M", "memory a process sees", usable.Value, usable), setup.Utilization);
    }

    private static Term NonTorch(ServingSetup setup)
    {
        var (constants, plan) = (setup.Constants, setup.Plan);
        if (plan is { Tensor: 1, Pipeline: > 1 })
            return constants.Term("Outside the tensor allocator", "non_torch_pipeline") with { Kind = TermKind.Overhead };
        var bytes = VllmBudget.NonTorch(
            constants.Memory("non_torch"), constants.Memory("non_torch_tensor"), constants.Memory("non_torch_tensor_rank"), plan.Tensor);
        return Term.Computed("Outside the tensor allocator", TermKind.Overhead, bytes, VllmBudget.NonTorch,
            constants.Input("n1", "growth of the driver's context", "non_torch"),
            constants.Input("nt", "buffers of a group", "non_torch_tensor"),
            constants.Input("nr", "buffers for each rank", "non_torch_tensor_rank"),
            new("t", "tensor-parallel ranks", plan.Tensor));
    }

    private static Term Graphs(EngineConstants constants, PipelineStage stage)
    {
        var bytes = VllmBudget.Graphs(constants.Memory("graph_base"), constants.Memory("graph_layer"), stage.Layers.Count);
        return Term.Computed("CUDA graphs", TermKind.Graphs, bytes, VllmBudget.Graphs,
            constants.Input("g0", "part that every model pays", "graph_base"),
            constants.Input("g1", "part of each layer", "graph_layer"),
            new("L", "layers", stage.Layers.Count));
    }

    private static Term Pool(Term budget, Term weights, Term activations, Term nonTorch, Term graphs)
    {
        var bytes = VllmBudget.KvPool(BytesOf(budget), BytesOf(weights), BytesOf(activations), BytesOf(nonTorch), BytesOf(graphs));
        return Term.Computed("KV cache pool", TermKind.KvCache, bytes, VllmBudget.KvPool,
            new("R", "memory the engine allows itself", budget.Value, budget),
            new("W", "weights", weights.Value, weights),
            new("A", "peak of activations", activations.Value, activations),
            new("N", "outside the tensor allocator", nonTorch.Value, nonTorch),
            new("G", "CUDA graphs", graphs.Value, graphs));
    }

    private static Bytes BytesOf(Term term) => new(term.Value.Whole);
}
