namespace Sizing;

/// <summary>What hardware, power and rival tokens cost; null where the catalog's price or the default of <c>data/assumptions.csv</c> is wanted. US dollars.</summary>
public sealed record ServingPrices
{
    /// <summary>An hour of one rented GPU.</summary>
    public double? RentPerGpuHour { get; init; }

    /// <summary>What one GPU and its share of the server cost to buy.</summary>
    public double? PurchasePerGpu { get; init; }

    /// <summary>Years over which a purchase is written off.</summary>
    public double? AmortizationYears { get; init; }

    /// <summary>Power usage effectiveness of the data center.</summary>
    public double? Pue { get; init; }

    /// <summary>A kilowatt-hour.</summary>
    public double? PerKilowattHour { get; init; }

    /// <summary>Share of the paid hours, 0 to 1, in which the deployment serves its traffic.</summary>
    public double BusyShare { get; init; } = 1;

    /// <summary>The price list of a service that answers instead, or null.</summary>
    public ApiPrice? Api { get; init; }
}
