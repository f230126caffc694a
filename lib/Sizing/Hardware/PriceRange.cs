namespace Sizing;

/// <summary>The prices known for one thing on one kind of terms.</summary>
/// <param name="Low">The lowest, in US dollars.</param>
/// <param name="Typical">The median, in US dollars.</param>
/// <param name="High">The highest, in US dollars.</param>
/// <param name="Prices">The prices themselves, with date and source.</param>
public sealed record PriceRange(double Low, double Typical, double High, IReadOnlyList<Price> Prices)
{
    /// <summary>The range of some prices, or null where there are none.</summary>
    public static PriceRange? Of(IEnumerable<Price> prices)
    {
        List<Price> sorted = [.. prices.OrderBy(price => price.Dollars)];
        if (sorted.Count == 0)
            return null;
        var middle = sorted.Count / 2;
        var median = sorted.Count % 2 == 1 ? sorted[middle].Dollars : (sorted[middle - 1].Dollars + sorted[middle].Dollars) / 2;
        return new(sorted[0].Dollars, median, sorted[^1].Dollars, sorted);
    }
}
