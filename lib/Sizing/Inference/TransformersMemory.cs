using Sizing.Explain;

namespace Sizing.Inference;

/// <summary>Hugging Face Transformers: weights, a cache that grows with the text, and the activations of the prompt.</summary>
internal sealed class TransformersMemory : IEngineMemory
{
    public StageMemory Of(ServingSetup setup, PipelineStage stage, Term weights)
    {
        var measured = setup.Asked.Measured;
        var budget = setup.Requested(setup.Usable);
        var activations = EngineTerms.LoggedOr(measured.Activations, "Activations of the prompt", TermKind.Activations, () => FeedForwardTerm.Of(setup, stage));
        var context = EngineTerms.LoggedOr(measured.NonTorch, "Driver context", TermKind.Overhead, () => setup.Constants.Term("Driver context", "context") with { Kind = TermKind.Overhead });
        List<Term> paid = [weights, activations, context];
        return new()
        {
            Stage = stage,
            Budget = budget,
            Weights = weights,
            Activations = activations,
            NonTorch = context,
            Graphs = EngineTerms.None("CUDA graphs", TermKind.Graphs, setup.Engine),
            Paid = paid,
            KvPool = EngineTerms.Pool(setup, budget, paid),
            Layout = KvLayouts.ByKind(setup, stage),
        };
    }
}
