using System.CommandLine;
using System.Globalization;

namespace Sizing.Tool.Verbs.Infer;

/// <summary>The options of <c>infer</c> about prices.</summary>
internal sealed class InferPriceOptions
{
    private readonly Option<double?> rent = Number("--rent", "USD", "Rent of one GPU for an hour; by default the catalog's.");
    private readonly Option<double?> purchase = Number("--purchase", "USD", "Price of one GPU with its share of the server; by default the catalog's.");
    private readonly Option<double?> years = Number("--years", "N", "Years over which a purchase is written off.");
    private readonly Option<double?> pue = Number("--pue", "RATIO", "Power usage effectiveness of the data center.");
    private readonly Option<double?> energy = Number("--kwh", "USD", "Price of a kilowatt-hour.");
    private readonly Option<double?> busy = Number("--busy", "SHARE", "Share of the paid hours in which the traffic comes; 1 by default.");
    private readonly Option<string?> api = new("--api-price") { Description = "A service's price of a million tokens in and out, to compare with: 0.15:0.60.", HelpName = "IN:OUT" };

    internal IEnumerable<Option> All => [rent, purchase, years, pue, energy, busy, api];

    internal ServingPrices Read(ParseResult parsed) => new()
    {
        RentPerGpuHour = parsed.GetValue(rent),
        PurchasePerGpu = parsed.GetValue(purchase),
        AmortizationYears = parsed.GetValue(years),
        Pue = parsed.GetValue(pue),
        PerKilowattHour = parsed.GetValue(energy),
        BusyShare = parsed.GetValue(busy) ?? 1,
        Api = parsed.GetValue(api) is { } text ? Api(text) : null,
    };

    private static ApiPrice Api(string text)
    {
        var parts = text.Split(':');
        return parts.Length == 2 && Dollars(parts[0], out var input) && Dollars(parts[1], out var output)
            ? new(input, output)
            : throw new SizingException($"'{text}' does not name a price of a million tokens in and one of a million out; write 0.15:0.60.");
    }

    private static bool Dollars(string text, out double dollars) => double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out dollars);

    private static Option<double?> Number(string name, string help, string description) => new(name) { Description = description, HelpName = help };
}
