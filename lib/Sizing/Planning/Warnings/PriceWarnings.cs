namespace Sizing.Planning.Warnings;

/// <summary>What is said of the price that makes a plan the first.</summary>
internal static class PriceWarnings
{
    /// <summary>That the first is first by a price nobody attests, and which would be by attested prices.</summary>
    /// <param name="plans">The plans, the cheapest first.</param>
    /// <param name="priceOf">The prices that the cost of a plan rests on; null where the caller gave one or none is known.</param>
    /// <param name="name">A plan with its cost.</param>
    internal static IEnumerable<string> OfFirst<T>(IReadOnlyList<T> plans, Func<T, PriceRange?> priceOf, Func<T, string> name)
        where T : class
    {
        if (HardwareWarnings.OfUnverified(priceOf(plans[0])) is not { } warning)
            yield break;
        var attested = plans.FirstOrDefault(plan => priceOf(plan) is { } price && HardwareWarnings.OfUnverified(price) is null);
        yield return warning + (attested is null ? " No other of these prices is attested." : $" By attested prices the first is {name(attested)}.");
    }
}
