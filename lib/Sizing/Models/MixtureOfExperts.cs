namespace Sizing.Models;

/// <summary>A mixture of experts: a router picks a few of many feed-forward blocks for each token.</summary>
public sealed record MixtureOfExperts : FeedForward
{
    /// <summary>Routed experts.</summary>
    public required int Experts { get; init; }

    /// <summary>Routed experts that one token uses.</summary>
    public required int ExpertsPerToken { get; init; }

    /// <summary>Inner width of an expert.</summary>
    public required int ExpertWidth { get; init; }

    /// <summary>Inner width of all shared experts together; 0 when there are none.</summary>
    public int SharedWidth { get; init; }

    /// <summary>Whether a gate multiplies the inner activations: three matrices an expert instead of two.</summary>
    public bool Gated { get; init; } = true;

    /// <summary>Whether the experts' projections have biases.</summary>
    public bool ExpertBias { get; init; }

    /// <summary>Whether a learned gate scales the shared expert.</summary>
    public bool SharedExpertGate { get; init; }

    /// <summary>Whether the router has a bias.</summary>
    public bool RouterBias { get; init; }

    /// <summary>Whether each expert has a correction bias that balances the load.</summary>
    public bool CorrectionBias { get; init; }

    /// <summary>Whether the router scales its input per channel and its output per expert (Gemma 4).</summary>
    public bool RouterScales { get; init; }

    /// <summary>Width of the latent that the routed experts work on, or null when they work on the hidden state.</summary>
    public int? LatentWidth { get; init; }

    /// <inheritdoc/>
    public override T Accept<T>(IFeedForwardVisitor<T> visitor) => visitor.Visit(this);
}
