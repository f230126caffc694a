using System.CommandLine;

namespace Sizing.Tool.Verbs.Plan;

/// <summary>The options of <c>plan infer</c> and <c>plan train</c> about the GPUs that may be used.</summary>
internal sealed class PlanHardwareOptions
{
    private readonly Option<string[]> have = Many("--have", "GPUS", "The GPUs there are: \"2x RTX A6000\", \"DGX H100\"; nothing else is looked at.");
    private readonly Option<string[]> vendors = Many("--vendor", "VENDOR", "Makers that are allowed.");
    private readonly Option<bool> pcie = new("--pcie-only") { Description = "Only cards in PCI Express slots." };
    private readonly Option<bool> node = new("--one-node") { Description = "All GPUs in one server." };
    private readonly Option<bool> dataCenter = new("--data-center") { Description = "Only GPUs whose licence allows a data center." };
    private readonly Option<int?> gpus = new("--max-gpus") { Description = "Most GPUs.", HelpName = "N" };
    private readonly Option<double?> power = new("--max-power") { Description = "Most kilowatts of all GPUs, by their design power.", HelpName = "KW" };

    internal IEnumerable<Option> All => [have, vendors, pcie, node, dataCenter, gpus, power];

    internal PlanConstraints Read(ParseResult parsed) => new()
    {
        Have = [.. (parsed.GetValue(have) ?? []).SelectMany(text => text.Split(',', StringSplitOptions.RemoveEmptyEntries)).Select(GpuGroup.Parse)],
        Vendors = parsed.GetValue(vendors) ?? [],
        PcieOnly = parsed.GetValue(pcie),
        OneNode = parsed.GetValue(node),
        DataCenter = parsed.GetValue(dataCenter),
        MaxGpus = parsed.GetValue(gpus),
        MaxPowerWatts = parsed.GetValue(power) * 1e3,
    };

    internal static Option<string[]> Many(string name, string help, string description) => new(name) { Description = description, HelpName = help, AllowMultipleArgumentsPerToken = true };
}
