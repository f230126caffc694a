namespace Sizing;

/// <summary>What a price buys.</summary>
public enum PriceKind
{
    /// <summary>The thing itself.</summary>
    Purchase,

    /// <summary>An hour of its use.</summary>
    Rental,
}
