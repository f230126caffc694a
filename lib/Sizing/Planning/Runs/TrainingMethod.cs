namespace Sizing;

/// <summary>What a run trains.</summary>
public enum TrainingMethod
{
    /// <summary>All weights.</summary>
    Full,

    /// <summary>Low-rank adapters beside 16-bit weights.</summary>
    Lora,

    /// <summary>Low-rank adapters beside 4-bit weights.</summary>
    Qlora,
}
