using Sizing.Explain;

namespace Sizing.Planning.Ownership;

/// <summary>Whether to keep servers, buy new ones, or rent.</summary>
public static class OwnershipFormulas
{
    /// <summary>Months after which a purchase has paid for itself; infinite where it saves nothing. Interest and the resale of old servers are left out.</summary>
    /// <param name="price">K: dollars of the purchase.</param>
    /// <param name="before">m₀: dollars of a month without it.</param>
    /// <param name="after">m₁: dollars of a month with it.</param>
    [Formula("K / (m₀ − m₁)")]
    [Source("break-even analysis", "payback period: investment over what it saves in each period")]
    public static double BreakEvenMonths(double price, double before, double after) => after < before ? price / (before - after) : double.PositiveInfinity;

    /// <summary>Dollars of a month's power.</summary>
    /// <param name="gpus">N: GPUs.</param>
    /// <param name="watts">P: average power of one with its share of the server.</param>
    /// <param name="overhead">e: power usage effectiveness.</param>
    /// <param name="kilowattHour">k: dollars of a kilowatt-hour.</param>
    [Formula("8766 / 12 · N · P / 1000 · e · k")]
    [Source("Barroso, Hölzle and Ranganathan 2018, The Datacenter as a Computer", "chapter 6: operational expenditure")]
    public static double PowerMonth(int gpus, double watts, double overhead, double kilowattHour) =>
        Performance.ServingCost.PerMonth(gpus * watts / 1000 * overhead * kilowattHour);
}
