namespace Sizing.Models;

/// <summary>A gated short convolution (LFM2): the last tokens of each channel are its only state.</summary>
public sealed record ShortConvolution : Attention
{
    /// <summary>Width of the causal convolution, in tokens.</summary>
    public required int ConvolutionWidth { get; init; }

    /// <summary>Channels of the convolution: the hidden size.</summary>
    public required int Channels { get; init; }

    /// <summary>Whether projections and convolution have biases.</summary>
    public bool Bias { get; init; }

    /// <inheritdoc/>
    public override T Accept<T>(IAttentionVisitor<T> visitor) => visitor.Visit(this);
}
