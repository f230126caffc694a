using Sizing.Explain;

namespace Sizing.Performance;

/// <summary>What tokens cost, from what an hour of the GPUs costs.</summary>
public static class ServingCost
{
    /// <summary>Hours of a year of 365.25 days.</summary>
    public const double HoursOfYear = 8766;

    /// <summary>Dollars of an hour of one GPU that is owned.</summary>
    /// <param name="price">K: what the GPU and its share of the server cost.</param>
    /// <param name="years">Y: years over which it is written off.</param>
    /// <param name="watts">P: average power of the GPU.</param>
    /// <param name="overhead">e: power usage effectiveness (PUE) of the data center.</param>
    /// <param name="kilowattHour">k: dollars of a kilowatt-hour.</param>
    [Formula("K / (8766 · Y) + P / 1000 · e · k")]
    [Source("Barroso, Hölzle and Ranganathan 2018, The Datacenter as a Computer", "chapter 6: modeling costs")]
    public static double OwnedHour(double price, double years, double watts, double overhead, double kilowattHour) =>
        price / (HoursOfYear * years) + watts / 1000 * overhead * kilowattHour;

    /// <summary>Dollars of a million output tokens, their prompts included.</summary>
    /// <param name="hour">h: dollars of an hour of all GPUs.</param>
    /// <param name="tokensPerSecond">R: output tokens per second of all of them.</param>
    [Formula("h · 10^6 / (3600 · R)")]
    [Source("jax-ml/scaling-book", "inference.md, cost of serving")]
    public static double PerMillionTokens(double hour, double tokensPerSecond) => hour * 1e6 / (3600 * tokensPerSecond);

    /// <summary>Dollars of a month of 1/12 year.</summary>
    /// <param name="hour">h: dollars of an hour of all GPUs.</param>
    [Formula("h · 8766 / 12")]
    [Source("International Astronomical Union", "Julian year of 365.25 days")]
    public static double PerMonth(double hour) => hour * HoursOfYear / 12;
}
