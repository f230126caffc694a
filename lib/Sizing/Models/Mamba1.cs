namespace Sizing.Models;

/// <summary>A Mamba 1 block.</summary>
public sealed record Mamba1 : Attention
{
    /// <summary>Inner width.</summary>
    public required int InnerSize { get; init; }

    /// <summary>State elements per inner channel.</summary>
    public required int StateSize { get; init; }

    /// <summary>Rank of the time-step projection.</summary>
    public required int TimeStepRank { get; init; }

    /// <summary>Width of the causal convolution, in tokens.</summary>
    public required int ConvolutionWidth { get; init; }

    /// <summary>Whether the convolution has a bias.</summary>
    public bool ConvolutionBias { get; init; } = true;

    /// <summary>Whether input and output projections have biases.</summary>
    public bool ProjectionBias { get; init; }

    /// <summary>Whether time step, B and C are normalised with weights (Jamba).</summary>
    public bool InnerNorms { get; init; }

    /// <inheritdoc/>
    public override T Accept<T>(IAttentionVisitor<T> visitor) => visitor.Visit(this);
}
