namespace Sizing.Training;

/// <summary>The data types in which a loss that does not upcast by itself computes.</summary>
public enum LossArithmetic
{
    /// <summary>16 bits throughout: weights and computation in BF16, no autocast.</summary>
    Half,

    /// <summary>16-bit logits, and a loss that autocast raises to FP32.</summary>
    Autocast,

    /// <summary>FP32 throughout.</summary>
    Single,
}
