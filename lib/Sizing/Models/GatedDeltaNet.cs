namespace Sizing.Models;

/// <summary>Linear attention with a gated delta rule (Qwen3-Next, Qwen3.5): a matrix of constant size per value head and sequence.</summary>
public sealed record GatedDeltaNet : Attention
{
    /// <summary>Key heads.</summary>
    public required int KeyHeads { get; init; }

    /// <summary>Value heads.</summary>
    public required int ValueHeads { get; init; }

    /// <summary>Channels of a key head.</summary>
    public required int KeyHeadSize { get; init; }

    /// <summary>Channels of a value head.</summary>
    public required int ValueHeadSize { get; init; }

    /// <summary>Width of the causal convolution, in tokens.</summary>
    public required int ConvolutionWidth { get; init; }

    /// <summary>Whether the decay is per channel and gates are low-rank (Kimi delta attention).</summary>
    public bool PerChannelDecay { get; init; }

    /// <inheritdoc/>
    public override T Accept<T>(IAttentionVisitor<T> visitor) => visitor.Visit(this);
}
