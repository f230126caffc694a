using System.Globalization;
using Sizing.Data;
using Sizing.Hardware;

namespace Sizing.Planning.Warnings;

/// <summary>What an expert says of hardware before any sum is made, one sentence each.</summary>
public static class HardwareWarnings
{
    private const int MonthsOfAnOldPrice = 12;

    /// <summary>All warnings of a GPU: number formats, licence, end of support.</summary>
    public static IEnumerable<string> Of(GpuSpec gpu)
    {
        ArgumentNullException.ThrowIfNull(gpu);
        if (!gpu.Supports(DataType.Bf16))
            yield return $"{gpu.Name} has no BF16: engines refuse models in it, and FP16 overflows above 65,504.";
        if (IsGeForce(gpu))
            yield return $"{gpu.Name} is a GeForce card: the licence of its driver forbids use in a data center.";
        foreach (var end in PlanningData.Default.Ends.Where(end => end.Item == gpu.Name))
            yield return $"{gpu.Name}: since {end.Since}, {end.What} ({end.Source.Title}).";
    }

    /// <summary>All warnings of a system: those of its GPU, and its own end.</summary>
    public static IEnumerable<string> Of(SystemSpec system)
    {
        ArgumentNullException.ThrowIfNull(system);
        var ends = PlanningData.Default.Ends.Where(end => end.Item == system.Name || end.Item == system.Gpu.Name).ToList();
        foreach (var end in ends)
            yield return $"{system.Name}{(system.Year is { } year ? $" ({year})" : "")} has reached its end{(end.Item == system.Name ? "" : $" with its {end.Item}")}: since {end.Since}, {end.What} ({end.Source.Title}).";
        foreach (var warning in Of(system.Gpu).Where(warning => !ends.Exists(end => warning.Contains(end.What, StringComparison.Ordinal))))
            yield return warning;
    }

    /// <summary>Several kinds of GPU under one model: every rank waits for the slowest, and the smallest memory decides. Null for one kind.</summary>
    public static string? OfMixture(IReadOnlyList<GpuGroup> groups)
    {
        ArgumentNullException.ThrowIfNull(groups);
        var kinds = groups.Select(group => group.Gpu).DistinctBy(gpu => gpu.Name).ToList();
        return kinds.Count < 2
            ? null
            : $"{string.Join(", ", groups)} are of different kinds: one model over all of them runs at the pace of the slowest and with the memory of {kinds.MinBy(gpu => gpu.UsableMemory)!.Name}; give each kind its own model or replica.";
    }

    /// <summary>Prices of the GPU that are more than a year older than the newest price of the catalog; null where all are newer.</summary>
    public static string? OfPrices(GpuSpec gpu, PriceKind kind)
    {
        ArgumentNullException.ThrowIfNull(gpu);
        var newest = Catalog.Prices.Max(price => Month(price.AsOf));
        var prices = Catalog.Prices.Where(price => price.Item == gpu.Name && price.Kind == kind).ToList();
        if (prices.Count == 0 || prices.Exists(price => newest - Month(price.AsOf) <= MonthsOfAnOldPrice))
            return null;
        var latest = prices.MaxBy(price => Month(price.AsOf))!;
        return $"The {(kind is PriceKind.Rental ? "rental" : "purchase")} price of a {gpu.Name}, ${latest.Dollars:N2} per {latest.Per}, is of {latest.AsOf}, more than a year before the newest of the catalog: ask for a new one.";
    }

    /// <summary>That nobody attests a price which decides; null where somebody does, or where there is none.</summary>
    /// <param name="prices">The prices that were taken.</param>
    internal static string? OfUnverified(PriceRange? prices) => prices is null || prices.Prices.Any(price => price.Status is not DataStatus.Unverified)
        ? null
        : $"The {(prices.Prices[0].Kind is PriceKind.Rental ? "rent" : "price")} of a {prices.Prices[0].Item}, ${prices.Typical:N2} per {prices.Prices[0].Per} ({prices.Prices[0].Source.TrimEnd(':')}, {prices.Prices[0].AsOf}), is unverified: ask for an offer.";

    /// <summary>Whether the card is one of NVIDIA's GeForce, whose driver's licence excludes data centers.</summary>
    internal static bool IsGeForce(GpuSpec gpu) => gpu is { Vendor: "NVIDIA", FormFactor: "consumer" };

    /// <summary>Months since year 0; a year alone counts as its last month.</summary>
    private static int Month(string date)
    {
        var year = int.Parse(date.AsSpan(0, 4), CultureInfo.InvariantCulture);
        return 12 * year + (date.Length >= 7 ? int.Parse(date.AsSpan(5, 2), CultureInfo.InvariantCulture) : 12);
    }
}
