using Sizing.Planning.Warnings;

namespace Sizing.Planning;

/// <summary>The GPUs that a question may use, and what each costs.</summary>
internal static class GpuOffers
{
    /// <summary>The GPUs at hand, or those of the catalog.</summary>
    internal static IReadOnlyList<GpuOffer> Of(ServingQuestion question, IReadOnlyList<GpuSpec> catalog)
    {
        var engine = question.Engine ?? ServingEngine.Default;
        return question.Constraints.Have.Count > 0
            ? [.. question.Constraints.Have.Select(group => new GpuOffer(group.Gpu, engine, GpuSupply.Of(group)))]
            : [.. catalog.SelectMany(gpu => GpuSupply.Of(gpu, question.Basis, question.Prices).Select(supply => new GpuOffer(gpu, engine, supply)))];
    }

    /// <summary>The hurdle that a GPU fails at whatever is run on it, or null.</summary>
    internal static Miss? Excluded(ServingQuestion question, GpuOffer offer)
    {
        var (constraints, gpu) = (question.Constraints, offer.Gpu);
        if (constraints.Vendors.Count > 0 && !constraints.Vendors.Contains(gpu.Vendor, StringComparer.OrdinalIgnoreCase))
            return new(offer, Hurdle.Vendor);
        if (constraints.PcieOnly && !IsCard(gpu))
            return new(offer, Hurdle.Slot);
        return constraints.DataCenter && HardwareWarnings.IsGeForce(gpu) ? new(offer, Hurdle.Licence) : null;
    }

    internal static bool IsCard(GpuSpec gpu) => gpu.FormFactor is "consumer" or "workstation" || gpu.FormFactor.StartsWith("PCIe", StringComparison.Ordinal);
}
