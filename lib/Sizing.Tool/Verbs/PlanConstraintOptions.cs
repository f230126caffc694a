using System.CommandLine;

namespace Sizing.Tool.Verbs;

/// <summary>The options of <c>plan</c> about hardware and precision.</summary>
internal sealed class PlanConstraintOptions
{
    private readonly Option<string[]> have = Many("--have", "GPUS", "The GPUs there are: \"2x RTX A6000\", \"DGX H100\"; nothing else is looked at.");
    private readonly Option<string[]> vendors = Many("--vendor", "VENDOR", "Makers that are allowed.");
    private readonly Option<bool> pcie = new("--pcie-only") { Description = "Only cards in PCI Express slots." };
    private readonly Option<bool> node = new("--one-node") { Description = "All GPUs in one server." };
    private readonly Option<bool> dataCenter = new("--data-center") { Description = "Only GPUs whose licence allows a data center." };
    private readonly Option<int?> gpus = new("--max-gpus") { Description = "Most GPUs.", HelpName = "N" };
    private readonly Option<double?> power = new("--max-power") { Description = "Most kilowatts of all GPUs, by their design power.", HelpName = "KW" };
    private readonly Option<double?> month = new("--budget-month") { Description = "Most rent in a month.", HelpName = "USD" };
    private readonly Option<double?> purchase = new("--budget-buy") { Description = "Most to buy the GPUs with their share of servers.", HelpName = "USD" };
    private readonly Option<string[]> weights = Many("--weights", "FORMAT", "Weight formats that are allowed; by default the model's own and those from --fewest-bits on.");
    private readonly Option<int> bits = new("--fewest-bits") { Description = "Fewest bits of a weight beside the model's own format: the floor of quality; 8 by default.", HelpName = "BITS", DefaultValueFactory = _ => 8 };
    private readonly Option<int> cacheBits = new("--fewest-cache-bits") { Description = "Fewest bits in the KV cache; 8 by default.", HelpName = "BITS", DefaultValueFactory = _ => 8 };

    internal IEnumerable<Option> All => [have, vendors, pcie, node, dataCenter, gpus, power, month, purchase, weights, bits, cacheBits];

    internal PlanConstraints Read(ParseResult parsed) => new()
    {
        Have = [.. (parsed.GetValue(have) ?? []).SelectMany(text => text.Split(',', StringSplitOptions.RemoveEmptyEntries)).Select(GpuGroup.Parse)],
        Vendors = parsed.GetValue(vendors) ?? [],
        PcieOnly = parsed.GetValue(pcie),
        OneNode = parsed.GetValue(node),
        DataCenter = parsed.GetValue(dataCenter),
        MaxGpus = parsed.GetValue(gpus),
        MaxPowerWatts = parsed.GetValue(power) * 1e3,
        MonthlyBudgetDollars = parsed.GetValue(month),
        PurchaseBudgetDollars = parsed.GetValue(purchase),
        Weights = [.. (parsed.GetValue(weights) ?? []).Select(WeightFormat.Parse)],
        FewestWeightBits = parsed.GetValue(bits),
        FewestCacheBits = parsed.GetValue(cacheBits),
    };

    private static Option<string[]> Many(string name, string help, string description) => new(name) { Description = description, HelpName = help, AllowMultipleArgumentsPerToken = true };
}
