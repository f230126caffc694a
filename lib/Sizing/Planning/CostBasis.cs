namespace Sizing;

/// <summary>What the cost of a deployment is.</summary>
public enum CostBasis
{
    /// <summary>The hours of rented GPUs, on demand.</summary>
    Rent,

    /// <summary>What the GPUs cost to buy.</summary>
    Buy,
}
