namespace Sizing.Models;

/// <summary>Normalisation of queries and keys before attention.</summary>
public enum QueryKeyNorm
{
    /// <summary>None.</summary>
    None,

    /// <summary>One weight per channel of a head, shared by all heads.</summary>
    PerHead,

    /// <summary>A weight and a bias per channel of a head, shared by all heads.</summary>
    PerHeadWithBias,

    /// <summary>A weight for every channel of every head.</summary>
    Full,
}
