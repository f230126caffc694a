using Sizing.Explain;

namespace Sizing.Inference;

/// <summary>TensorRT-LLM: a share of what is free after weights, activations and runtime is the KV cache.</summary>
internal sealed class TrtLlmMemory : IEngineMemory
{
    public StageMemory Of(ServingSetup setup, PipelineStage stage, Term weights)
    {
        var measured = setup.Asked.Measured;
        var activations = EngineTerms.LoggedOr(measured.Activations, "Activations, peak", TermKind.Activations, () => Activations(setup, stage));
        var runtime = EngineTerms.LoggedOr(measured.NonTorch, "Runtime", TermKind.Overhead, () => Runtime(setup));
        List<Term> paid = [weights, activations, runtime];
        var budget = Budget(setup, paid);
        return new()
        {
            Stage = stage,
            Budget = budget,
            Weights = weights,
            Activations = activations,
            NonTorch = runtime,
            Graphs = EngineTerms.None("CUDA graphs", TermKind.Graphs, setup.Engine) with { Note = "part of the runtime" },
            Paid = paid,
            KvPool = EngineTerms.Pool(setup, budget, paid),
            Layout = KvLayouts.Whole(setup, stage),
        };
    }

    private static Term Budget(ServingSetup setup, List<Term> paid)
    {
        var usable = setup.Usable;
        var sum = paid.Aggregate(Bytes.Zero, (bytes, term) => bytes + EngineTerms.BytesOf(term));
        var bytes = EngineBudget.OfFree(EngineTerms.BytesOf(usable), sum, setup.Utilization.Value.Value);
        return Term.Computed("Memory the engine allows itself", TermKind.Other, bytes, EngineBudget.OfFree,
            EngineTerms.Input("M", usable), new("P", "weights, activations and runtime", sum), setup.Utilization with { Symbol = "f" });
    }

    private static Term Activations(ServingSetup setup, PipelineStage stage)
    {
        var block = FeedForwardTerm.Of(setup, stage);
        var name = setup.QuantizesActivations ? "activation_factor_8bit" : "activation_factor";
        var bytes = ActivationPeak.Scaled(EngineTerms.BytesOf(block), setup.Constants[name]);
        return Term.Computed("Activations, peak", TermKind.Activations, bytes, ActivationPeak.Scaled,
            EngineTerms.Input("A", block), setup.Constants.Input("k", "what the forward run takes over it", name));
    }

    private static Term Runtime(ServingSetup setup)
    {
        var (constants, usable) = (setup.Constants, setup.Usable);
        var bytes = EngineBudget.TrtLlmRuntime(
            constants.Memory("runtime"), EngineTerms.BytesOf(usable), constants["runtime_share"], constants.Memory("runtime_doubling"), setup.Plan.Tensor);
        return Term.Computed("Runtime", TermKind.Overhead, bytes, EngineBudget.TrtLlmRuntime,
            constants.Input("r0", "part that every run has", "runtime"),
            EngineTerms.Input("M", usable),
            constants.Input("r1", "part that grows with the memory", "runtime_share"),
            constants.Input("r2", "part of each doubling of the ranks", "runtime_doubling"),
            new("t", "tensor-parallel ranks", setup.Plan.Tensor));
    }
}
