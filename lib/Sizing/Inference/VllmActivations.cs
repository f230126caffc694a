using Sizing.Explain;
using Sizing.Models;

namespace Sizing.Inference;

/// <summary>The peak of activations in vLLM's profile run: the sampler or the widest feed-forward block, on top of what lives all along.</summary>
internal static class VllmActivations
{
    internal static Term Of(ServingSetup setup, PipelineStage stage)
    {
        var experts = Experts(setup, stage);
        var keepsExperts = setup.Constants.Has("experts_keep_buffers");
        List<Term> events = [FeedForward(setup, stage, keepsExperts ? null : experts)];
        if (stage.IsLast && setup.Model.Head is not null)
            events.Add(Sampler(setup));
        List<Term> parts = [Term.Maximum("Peak of the profile run", TermKind.Activations, events), Workspace(setup)];
        if (keepsExperts && experts is not null)
            parts.Add(experts);
        if (setup.Plan.Pipeline > 1)
            parts.Add(HiddenStates(setup, "Hidden states and residuals passed between stages", 2));
        if (setup.Model.Vision is not null && stage.IsFirst)
            parts.Add(HiddenStates(setup, "Outputs of the vision encoder", 1));
        return Term.Sum("Activations, peak", TermKind.Activations, parts);
    }

    private static Term FeedForward(ServingSetup setup, PipelineStage stage, Term? experts)
    {
        List<Term> parts = [FeedForwardTerm.Of(setup, stage)];
        if (setup.QuantizesActivations)
            parts.Add(Quantized(setup, stage));
        if (experts is not null)
            parts.Add(experts);
        return parts.Count == 1 ? parts[0] : Term.Sum("Feed-forward", TermKind.Activations, parts);
    }

    private static Term Quantized(ServingSetup setup, PipelineStage stage)
    {
        var width = stage.Layers.Max(layer => layer.FeedForward.Accept(new InnerWidth(setup.Plan.Tensor)));
        return Term.Computed("Inner activations in 8 bits", TermKind.Activations,
            ActivationPeak.HiddenStates(setup.BatchedTokens.Value.Whole, width, 1, 1), ActivationPeak.HiddenStates,
            setup.BatchedTokens, new("H", "inner width on the rank", width), new("h", "copies", 1), new("e", "bytes of an element", 1));
    }

    private static Term Sampler(ServingSetup setup)
    {
        var constants = setup.Constants;
        var sequences = setup.MaxSequences;
        var vocabulary = setup.Model.Head!.Rows;
        var programs = constants.Has("sampling_programs") ? constants.Whole("sampling_programs") : 0;
        var bytes = ActivationPeak.Sampler(sequences.Value.Whole, vocabulary, setup.ActivationBytes, constants["sampling_copies"], programs);
        var logits = Term.Computed("Logits and their copies", TermKind.Activations, bytes, ActivationPeak.Sampler,
            sequences,
            new("V", "tokens of the vocabulary", vocabulary),
            new("e", "bytes of a logit", setup.ActivationBytes),
            constants.Input("c", "bytes of the copies for each logit", "sampling_copies"),
            new("P", "programs of the sampling kernel", programs));
        return Term.Sum("Sampling", TermKind.Activations, logits, HiddenStates(setup, "Hidden states", 1));
    }

    private static Term Workspace(ServingSetup setup) =>
        setup.Constants.Term("Workspaces of the libraries", "workspace") with { Kind = TermKind.Activations };

    private static Term? Experts(ServingSetup setup, PipelineStage stage)
    {
        if (stage.Layers.Select(layer => layer.FeedForward).OfType<MixtureOfExperts>().FirstOrDefault() is not { } mixture)
            return null;
        var width = setup.Plan.Expert > 1 ? mixture.ExpertWidth : (mixture.ExpertWidth + setup.Plan.Tensor - 1) / setup.Plan.Tensor;
        var hidden = mixture.LatentWidth ?? setup.Model.HiddenSize;
        var tokens = setup.BatchedTokens;
        var bytes = ActivationPeak.Experts(tokens.Value.Whole, mixture.ExpertsPerToken, width, hidden, setup.ActivationBytes);
        return Term.Computed("Buffers of the fused experts", TermKind.Activations, bytes, ActivationPeak.Experts,
            tokens,
            new("k", "experts of one token", mixture.ExpertsPerToken),
            new("f", "inner width of an expert on the rank", width),
            new("H", "channels that the experts work on", hidden),
            new("e", "bytes of an activation", setup.ActivationBytes));
    }

    private static Term HiddenStates(ServingSetup setup, string name, int copies)
    {
        var bytes = ActivationPeak.HiddenStates(setup.BatchedTokens.Value.Whole, setup.Model.HiddenSize, copies, setup.ActivationBytes);
        return Term.Computed(name, TermKind.Activations, bytes, ActivationPeak.HiddenStates,
            setup.BatchedTokens,
            new("H", "channels of the hidden state", setup.Model.HiddenSize),
            new("h", "hidden states alive", copies),
            new("e", "bytes of an activation", setup.ActivationBytes));
    }
}
