using System.CommandLine;

namespace Sizing.Tool.Verbs.Plan;

/// <summary>The options of <c>plan infer</c> about hardware, money and precision.</summary>
internal sealed class PlanConstraintOptions
{
    private readonly PlanHardwareOptions hardware = new();
    private readonly Option<double?> month = new("--budget-month") { Description = "Most rent in a month.", HelpName = "USD" };
    private readonly Option<double?> purchase = new("--budget-buy") { Description = "Most to buy the GPUs with their share of servers.", HelpName = "USD" };
    private readonly Option<string[]> weights = PlanHardwareOptions.Many("--weights", "FORMAT", "Weight formats that are allowed; by default the model's own and those from --fewest-bits on.");
    private readonly Option<int> bits = new("--fewest-bits") { Description = "Fewest bits of a weight beside the model's own format: the floor of quality; 8 by default.", HelpName = "BITS", DefaultValueFactory = _ => 8 };
    private readonly Option<int> cacheBits = new("--fewest-cache-bits") { Description = "Fewest bits in the KV cache; 8 by default.", HelpName = "BITS", DefaultValueFactory = _ => 8 };

    internal IEnumerable<Option> All => [.. hardware.All, month, purchase, weights, bits, cacheBits];

    internal PlanConstraints Read(ParseResult parsed) => hardware.Read(parsed) with
    {
        MonthlyBudgetDollars = parsed.GetValue(month),
        PurchaseBudgetDollars = parsed.GetValue(purchase),
        Weights = [.. (parsed.GetValue(weights) ?? []).Select(WeightFormat.Parse)],
        FewestWeightBits = parsed.GetValue(bits),
        FewestCacheBits = parsed.GetValue(cacheBits),
    };
}
