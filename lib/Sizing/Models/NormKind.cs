namespace Sizing.Models;

/// <summary>What a normalisation stores.</summary>
public enum NormKind
{
    /// <summary>Nothing: no norm, or one without weights.</summary>
    None,

    /// <summary>One weight per channel: RMSNorm, LayerNorm without bias.</summary>
    Weight,

    /// <summary>A weight and a bias per channel: LayerNorm.</summary>
    WeightAndBias,
}
