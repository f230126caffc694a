using Sizing.Inference;
using Sizing.Performance;

namespace Sizing.Planning;

/// <summary>How a GPU can be had: how many a server joins, and what is paid for how many at once.</summary>
/// <param name="Node">GPUs of a server.</param>
/// <param name="Dollars">US dollars of one GPU, an hour or to buy; null where no price is known.</param>
/// <param name="Unit">GPUs that are paid together: those of a whole system, or one.</param>
/// <param name="System">The system that is bought or rented as a whole, or owned; null where GPUs are had one by one.</param>
/// <param name="Owned">The GPUs at hand, or null where as many as needed can be had.</param>
internal sealed record GpuSupply(int Node, double? Dollars, int Unit = 1, SystemSpec? System = null, GpuGroup? Owned = null)
{
    /// <summary>GPUs that are paid for some that are used: whole systems.</summary>
    internal int Paid(int gpus) => (gpus + Unit - 1) / Unit * Unit;

    /// <summary>The GPUs at hand; they cost nothing more.</summary>
    internal static GpuSupply Of(GpuGroup owned) =>
        new(IsJoined(owned.Gpu) ? owned.System?.Gpus ?? NodeOf(owned.Gpu) : 1, Dollars: null, System: owned.System, Owned: owned);

    /// <summary>
    /// Every way to have a GPU: one by one, and in each kind of system that has a price. Of systems with as many GPUs and as fast a network the
    /// cheapest stays, because nothing else of them changes a deployment.
    /// </summary>
    /// <param name="gpu">The GPU.</param>
    /// <param name="basis">Whether it is rented or bought.</param>
    /// <param name="prices">What the caller knows.</param>
    internal static IEnumerable<GpuSupply> Of(GpuSpec gpu, CostBasis basis, ServingPrices prices)
    {
        var single = new GpuSupply(NodeOf(gpu), (basis is CostBasis.Rent ? GpuHour.Rented(gpu, null, prices) : GpuHour.Purchase(gpu, null, prices))?.Value.Value);
        if ((basis is CostBasis.Rent ? prices.RentPerGpuHour : prices.PurchasePerGpu) is not null)
            return [single];
        var systems = Catalog.Systems.Where(system => system.Gpu == gpu)
            .Select(system => (System: system, Price: basis is CostBasis.Rent ? Catalog.RentalPerHour(system) : Catalog.PurchasePrice(system)))
            .Where(each => each.Price is not null)
            .Select(each => new GpuSupply(IsJoined(gpu) ? each.System.Gpus : 1, each.Price!.Typical / each.System.Gpus, each.System.Gpus, each.System))
            .GroupBy(supply => (supply.Unit, supply.System!.NetworkBytesPerSecond))
            .Select(group => group.MinBy(supply => supply.Dollars)!)
            .ToList();
        return systems.Count > 0 && (single.Dollars is null || (basis is CostBasis.Buy && !GpuOffers.IsCard(gpu))) ? systems : systems.Append(single);
    }

    /// <summary>GPUs of the largest server that joins them: those of the catalog's systems, of cards that fit any server eight at least.</summary>
    private static int NodeOf(GpuSpec gpu)
    {
        if (!IsJoined(gpu))
            return 1;
        var largest = Catalog.Systems.Where(system => system.Gpu == gpu).Select(system => system.Gpus).DefaultIfEmpty(PlanRules.GpusOfServer).Max();
        return GpuOffers.IsCard(gpu) ? Math.Max(largest, PlanRules.GpusOfServer) : largest;
    }

    /// <summary>Whether anything joins several of the GPU in a server.</summary>
    internal static bool IsJoined(GpuSpec gpu) => !gpu.IsAlone && !gpu.IsInstance && (gpu.LinkBytesPerSecond is not null || gpu.PcieGeneration is not null);
}
