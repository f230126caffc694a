using Sizing.Explain;

namespace Sizing.Performance;

/// <summary>What an hour of one GPU costs, rented or owned, with where every price comes from; null where no price is known.</summary>
public static class GpuHour
{
    private static readonly Source Caller = new("the price", "given by the caller");

    /// <summary>Rent: the given price, the GPU's share of a system that is rented as a whole, else the median of the catalog's on-demand prices.</summary>
    public static Term? Rented(GpuSpec gpu, SystemSpec? system, ServingPrices prices)
    {
        ArgumentNullException.ThrowIfNull(prices);
        if (prices.RentPerGpuHour is { } given)
            return Term.Given("Rent of a GPU-hour", TermKind.Other, Dollars(given), Caller);
        if (system is not null && Catalog.RentalPerHour(system) is { } whole)
            return Quoted("Rent of a GPU-hour", whole.Typical / system.Gpus, whole) with { Note = $"one of the {system.Gpus} GPUs of an {system.Name}" };
        return Catalog.RentalPerGpuHour(gpu) is { } range ? Quoted("Rent of a GPU-hour", range.Typical, range) : null;
    }

    /// <summary>Ownership: the purchase written off, and power.</summary>
    /// <param name="gpu">The GPU.</param>
    /// <param name="system">The server it sits in; null for a usual one.</param>
    /// <param name="watts">Average power of the GPU alone.</param>
    /// <param name="prices">What the caller knows.</param>
    public static Term? Owned(GpuSpec gpu, SystemSpec? system, double watts, ServingPrices prices)
    {
        ArgumentNullException.ThrowIfNull(prices);
        if (Purchase(gpu, system, prices) is not { } price)
            return null;
        var power = Power(system, watts);
        var years = Catalog.Assumption(Assumption.Amortization).Input("Y", "years over which it is written off", prices.AmortizationYears);
        var pue = Catalog.Assumption(Assumption.Pue).Input("e", "power usage effectiveness", prices.Pue);
        var energy = Catalog.Assumption(Assumption.KilowattHour).Input("k", "dollars of a kilowatt-hour", prices.PerKilowattHour);
        var hour = ServingCost.OwnedHour(price.Value.Value, years.Value.Value, power.Value.Value, pue.Value.Value, energy.Value.Value);
        return Term.Computed("Cost of an owned GPU-hour", TermKind.Other, Dollars(hour), ServingCost.OwnedHour,
            new("K", price.Name, price.Value, price), years, new("P", power.Name, power.Value, power), pue, energy);
    }

    /// <summary>What a GPU costs to buy: the given price, its share of the named server, or its own with a usual server's factor; null where none is known.</summary>
    public static Term? Purchase(GpuSpec gpu, SystemSpec? system, ServingPrices prices)
    {
        ArgumentNullException.ThrowIfNull(prices);
        const string Name = "Price of a GPU with its share of the server";
        if (prices.PurchasePerGpu is { } given)
            return Term.Given(Name, TermKind.Other, Dollars(given), Caller);
        if (system is not null && Catalog.PurchasePrice(system) is { } whole)
            return Quoted(Name, whole.Typical / system.Gpus, whole) with { Note = $"one of the {system.Gpus} GPUs of a {system.Name}" };
        if (Catalog.PurchasePrice(gpu) is not { } range)
            return null;
        var factor = Catalog.Assumption(Assumption.ServerPrice).Input("f", "price of a server over that of its GPUs", null);
        var alone = Quoted($"Price of a {gpu.Name}", range.Typical, range);
        return Term.Computed(Name, TermKind.Other, Dollars(ServingCost.WithServer(range.Typical, factor.Value.Value)), ServingCost.WithServer,
            new("g", alone.Name, alone.Value, alone), factor);
    }

    /// <summary>Average power of a GPU with its share of the server.</summary>
    internal static Term Power(SystemSpec? system, double watts)
    {
        var factor = Catalog.Assumption(Assumption.ServerPower).Input("f", "power of a server over that of its GPUs", null);
        if (system is { MaxPowerWatts: { } highest, Gpu.TdpWatts: { } design })
        {
            var ratio = highest / (system.Gpus * design);
            factor = new("f", $"highest power of a {system.Name} over the design power of its GPUs", ratio, Term.Given($"Power of a {system.Name}", TermKind.Other, ratio, new(system.Source, $"as of {system.AsOf}")));
        }

        return Term.Computed("Power of a GPU with its share of the server", TermKind.Other,
            Amount.Of(ServingCost.WithServer(watts, factor.Value.Value), Unit.Watts), ServingCost.WithServer,
            new("g", "average power of the GPU", Amount.Of(watts, Unit.Watts)), factor);
    }

    private static Term Quoted(string name, double dollars, PriceRange range) => Term.Given(
        name, TermKind.Other, Dollars(dollars),
        new(string.Join("; ", range.Prices.Select(price => price.Source).Distinct()), $"as of {range.Prices.Max(price => price.AsOf)}"));

    private static Amount Dollars(double dollars) => Amount.Of(dollars, Unit.Dollars);
}
