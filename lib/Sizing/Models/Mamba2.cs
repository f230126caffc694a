namespace Sizing.Models;

/// <summary>A Mamba 2 block.</summary>
public sealed record Mamba2 : Attention
{
    /// <summary>Heads.</summary>
    public required int Heads { get; init; }

    /// <summary>Channels of a head.</summary>
    public required int HeadSize { get; init; }

    /// <summary>Groups that share B and C.</summary>
    public required int Groups { get; init; }

    /// <summary>State elements per channel.</summary>
    public required int StateSize { get; init; }

    /// <summary>Width of the causal convolution, in tokens.</summary>
    public required int ConvolutionWidth { get; init; }

    /// <summary>Whether the convolution has a bias.</summary>
    public bool ConvolutionBias { get; init; } = true;

    /// <summary>Whether input and output projections have biases.</summary>
    public bool ProjectionBias { get; init; }

    /// <summary>Whether the output is normalised with a gate.</summary>
    public bool GatedNorm { get; init; } = true;

    /// <summary>Inner width: all heads.</summary>
    public int InnerSize => Heads * HeadSize;

    /// <summary>Channels of the convolution: inner width, B and C.</summary>
    public int ConvolutionChannels => InnerSize + 2 * Groups * StateSize;

    /// <inheritdoc/>
    public override T Accept<T>(IAttentionVisitor<T> visitor) => visitor.Visit(this);
}
