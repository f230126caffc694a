namespace Sizing.Models;

/// <summary>A feed-forward block that every token uses whole.</summary>
public sealed record DenseFeedForward : FeedForward
{
    /// <summary>Inner width.</summary>
    public required int Width { get; init; }

    /// <summary>Whether a gate multiplies the inner activations: three matrices instead of two.</summary>
    public bool Gated { get; init; } = true;

    /// <summary>Whether the projections have biases.</summary>
    public bool Bias { get; init; }

    /// <summary>Whether gate and up projections are stored as one matrix.</summary>
    public bool Fused { get; init; }

    /// <inheritdoc/>
    public override T Accept<T>(IFeedForwardVisitor<T> visitor) => visitor.Visit(this);
}
