using Sizing.Explain;

namespace Sizing.Inference;

/// <summary>llama.cpp: weights by layers over the GPUs, a cache for every slot from the start, a scratch buffer for one micro-batch.</summary>
internal sealed class LlamaCppMemory : IEngineMemory
{
    public StageMemory Of(ServingSetup setup, PipelineStage stage, Term weights)
    {
        var measured = setup.Asked.Measured;
        var budget = setup.Requested(setup.Usable);
        var buffer = EngineTerms.LoggedOr(measured.Activations, "Compute buffer", TermKind.Activations, () => LlamaCppBuffers.Of(setup, stage));
        var context = EngineTerms.LoggedOr(measured.NonTorch, "Driver context", TermKind.Overhead, () => setup.Constants.Term("Driver context", "context") with { Kind = TermKind.Overhead });
        List<Term> paid = [weights, buffer, context];
        return new()
        {
            Stage = stage,
            Budget = budget,
            Weights = weights,
            Activations = buffer,
            NonTorch = context,
            Graphs = EngineTerms.None("CUDA graphs", TermKind.Graphs, setup.Engine) with { Note = "too small to count" },
            Paid = paid,
            KvPool = EngineTerms.Pool(setup, budget, paid),
            Layout = KvLayouts.ByKind(setup, stage),
        };
    }
}
