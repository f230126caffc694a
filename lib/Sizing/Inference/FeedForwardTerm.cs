using Sizing.Explain;

namespace Sizing.Inference;

/// <summary>The widest feed-forward block of a stage as a term.</summary>
internal static class FeedForwardTerm
{
    internal static Term Of(ServingSetup setup, PipelineStage stage)
    {
        var inner = stage.Layers.Max(layer => layer.FeedForward.Accept(new LiveChannels(setup.Plan.Tensor)));
        var copies = setup.Constants.Whole("hidden_copies");
        var tokens = setup.BatchedTokens;
        var bytes = ActivationPeak.FeedForward(tokens.Value.Whole, inner, setup.Model.HiddenSize, copies, setup.ActivationBytes);
        return Term.Computed("Feed-forward block", TermKind.Activations, bytes, ActivationPeak.FeedForward,
            tokens,
            new("F", "channels of gate, up and product on the rank", inner),
            setup.Constants.Input("h", "hidden states alive", "hidden_copies"),
            new("H", "channels of the hidden state", setup.Model.HiddenSize),
            new("e", "bytes of an activation", setup.ActivationBytes));
    }
}
