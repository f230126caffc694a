using Sizing.Performance;

namespace Sizing.Planning.Warnings;

/// <summary>What an expert says of a deployment beside its verdict, one sentence each.</summary>
public static class ServingWarnings
{
    private const int GpusOfBridge = 2;

    /// <summary>The warnings of the estimate, of its hardware, of its links, and of weights that leave no room.</summary>
    /// <param name="estimate">The deployment.</param>
    /// <param name="system">The system it is in, or null where that is open.</param>
    public static IReadOnlyList<string> Of(ServingEstimate estimate, SystemSpec? system = null)
    {
        ArgumentNullException.ThrowIfNull(estimate);
        var gpu = estimate.Setup.Gpu;
        return
        [
            .. estimate.Warnings,
            .. OfRoom(estimate),
            .. system is null ? HardwareWarnings.Of(gpu) : HardwareWarnings.Of(system),
            .. OfLinks(estimate, system),
            .. new[] { HardwareWarnings.OfPrices(gpu, PriceKind.Rental) ?? HardwareWarnings.OfPrices(gpu, PriceKind.Purchase) }.OfType<string>(),
        ];
    }

    /// <summary>Weights that fit and leave nothing: the trap of adding up cards by their weights alone.</summary>
    private static IEnumerable<string> OfRoom(ServingEstimate estimate)
    {
        var setup = estimate.Setup;
        if (estimate.Fits || estimate.Weights > estimate.Usable || estimate.MaxConcurrency >= 1)
            yield break;
        yield return $"The weights fill {100.0 * estimate.Weights.Count / estimate.Nominal.Count:0.0} % of each of {setup.Plan.Gpus} × {setup.Gpu.Name} "
            + $"({estimate.Weights} of {estimate.Nominal}): they fit, but no KV cache for one sequence of {setup.Context:N0} tokens does.";
    }

    private static IEnumerable<string> OfLinks(ServingEstimate estimate, SystemSpec? system)
    {
        var (gpu, tensor) = (estimate.Setup.Gpu, estimate.Setup.Plan.Tensor);
        if (tensor == 1)
            yield break;
        var pairs = system is { Topology: "pairs" } || (system is null && IsBridged(gpu));
        if (gpu.LinkBytesPerSecond is null && gpu.PcieGeneration is not null)
            yield return $"{gpu.Name} has no link to its neighbours but PCI Express: {Exchange(estimate)}; pipeline stages or replicas exchange less.";
        else if (pairs && tensor > GpusOfBridge)
            yield return $"{gpu.Link} joins {gpu.Name} in pairs: {tensor} tensor ranks meet over PCI Express ({Exchange(estimate)}).";
    }

    private static bool IsBridged(GpuSpec gpu) => gpu is { LinkBytesPerSecond: not null, FormFactor: "workstation" or "consumer" or "PCIe" };

    /// <summary>What the all-reduces of a decoding step take, measured where they were.</summary>
    private static string Exchange(ServingEstimate estimate)
    {
        var setup = estimate.Setup;
        var ranks = setup.Plan.Tensor;
        var times = AllReduceTimes.Of(setup, ranks)!;
        var layers = StepWorks.LayersOf(setup.Model);
        var bytes = (double)setup.Model.HiddenSize * setup.ActivationBytes * setup.ConcurrencyOfReplica;
        var measured = Catalog.AllReduce(setup.Gpu, ranks, "NCCL") ?? Catalog.AllReduce(setup.Gpu, ranks, "vLLM");
        return $"the {2 * layers} all-reduces of a step over {ranks} ranks take {StepTime.ExchangeSeconds(layers, 1, times.Seconds(bytes)) * 1e3:0.0} ms "
            + (measured is null ? "by the formula of a ring" : $"as measured ({measured.Library} on {measured.Link})");
    }
}
