using Sizing.Explain;

namespace Sizing.Performance;

/// <summary>What tokens cost, from what an hour of the GPUs costs. Left out: staff, space, support, interest, and taxes.</summary>
public static class ServingCost
{
    /// <summary>Hours of a year of 365.25 days.</summary>
    public const double HoursOfYear = 8766;

    private const string Book = "jax-ml/scaling-book";
    private const string Barroso = "Barroso, Hölzle and Ranganathan 2018, The Datacenter as a Computer";

    /// <summary>Dollars of an hour of one GPU that is owned.</summary>
    /// <param name="price">K: what the GPU and its share of the server cost.</param>
    /// <param name="years">Y: years over which it is written off.</param>
    /// <param name="watts">P: average power of the GPU and its share of the server.</param>
    /// <param name="overhead">e: power usage effectiveness (PUE) of the data center.</param>
    /// <param name="kilowattHour">k: dollars of a kilowatt-hour.</param>
    [Formula("K / (8766 · Y) + P / 1000 · e · k")]
    [Source(Barroso, "chapter 6: modeling costs")]
    public static double OwnedHour(double price, double years, double watts, double overhead, double kilowattHour) =>
        price / (HoursOfYear * years) + watts / 1000 * overhead * kilowattHour;

    /// <summary>What a server adds to its GPUs, in dollars or watts for each of them.</summary>
    /// <param name="gpu">g: of one GPU alone.</param>
    /// <param name="factor">f: what the whole server takes over what its GPUs take.</param>
    [Formula("g · f")]
    [Source(Barroso, "chapter 6: server capital expenditure and power")]
    public static double WithServer(double gpu, double factor) => gpu * factor;

    /// <summary>Dollars of an hour of the whole deployment.</summary>
    /// <param name="gpus">N: GPUs.</param>
    /// <param name="hour">r: dollars of an hour of one.</param>
    [Formula("N · r")]
    [Source(Book, "inference.md, cost of serving")]
    public static double OfGpus(int gpus, double hour) => gpus * hour;

    /// <summary>Dollars of a million output tokens, their prompts included.</summary>
    /// <param name="hour">h: dollars of an hour of all GPUs.</param>
    /// <param name="tokensPerSecond">R: output tokens per second of all of them.</param>
    [Formula("h · 10^6 / (3600 · R)")]
    [Source(Book, "inference.md, cost of serving")]
    public static double PerMillionTokens(double hour, double tokensPerSecond) => hour * 1e6 / (3600 * tokensPerSecond);

    /// <summary>Dollars of a million tokens of prompts or of answers, when each kind pays for its share of the time.</summary>
    /// <param name="hour">h: dollars of an hour of all GPUs.</param>
    /// <param name="share">s: share of the time that the kind takes.</param>
    /// <param name="tokensPerSecond">R: tokens of the kind per second.</param>
    [Formula("s · h · 10^6 / (3600 · R)")]
    [Source(Book, "inference.md, cost of serving, split by the time of prefill and decoding")]
    public static double PerMillionOfKind(double hour, double share, double tokensPerSecond) => share * PerMillionTokens(hour, tokensPerSecond);

    /// <summary>Dollars that a service would ask for an hour of the same traffic.</summary>
    /// <param name="requestsPerSecond">λ: requests per second.</param>
    /// <param name="input">I: tokens of a prompt.</param>
    /// <param name="output">O: tokens of an answer.</param>
    /// <param name="price">a, b: dollars of a million tokens of prompts and of answers.</param>
    [Formula("3600 · λ · (I · a + O · b) / 10^6")]
    [Source("the price list", "given by the caller")]
    public static double ApiHour(double requestsPerSecond, double input, double output, ApiPrice price)
    {
        ArgumentNullException.ThrowIfNull(price);
        return 3600 * requestsPerSecond * (input * price.InputPerMillion + output * price.OutputPerMillion) / 1e6;
    }

    /// <summary>The share of the traffic from which on own GPUs cost less than a service; above 1 they never do.</summary>
    /// <param name="hour">h: dollars of an hour of all GPUs, busy or not.</param>
    /// <param name="api">A: dollars that the service asks for an hour of the whole traffic.</param>
    [Formula("h / A")]
    [Source("break-even analysis", "fixed cost over the revenue that it replaces")]
    public static double BreakEven(double hour, double api) => hour / api;

    /// <summary>Dollars of a month of 1/12 year.</summary>
    /// <param name="hour">h: dollars of an hour of all GPUs.</param>
    [Formula("h · 8766 / 12")]
    [Source("International Astronomical Union", "Julian year of 365.25 days")]
    public static double PerMonth(double hour) => hour * HoursOfYear / 12;
}
