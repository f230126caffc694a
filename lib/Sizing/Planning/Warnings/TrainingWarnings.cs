namespace Sizing.Planning.Warnings;

/// <summary>What an expert says of a training run beside its verdict, one sentence each.</summary>
public static class TrainingWarnings
{
    /// <summary>The warnings of the run's hardware, links, sequence and prices.</summary>
    public static IReadOnlyList<string> Of(TrainingRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return
        [
            .. HardwareWarnings.Of(run.Gpu),
            .. OfRun(run),
            .. new[] { HardwareWarnings.OfPrices(run.Gpu, PriceKind.Rental) ?? HardwareWarnings.OfPrices(run.Gpu, PriceKind.Purchase) }.OfType<string>(),
        ];
    }

    private static IEnumerable<string> OfRun(TrainingRun run)
    {
        if (run.Model.MaxContext is { } longest && run.Sequence > longest)
            yield return $"{run.Model.Name} was made for {longest:N0} tokens; sequences of {run.Sequence:N0} need its positions extended.";
        if (run.Plan.Tensor > 1 && run.Gpu is { LinkBytesPerSecond: null, PcieGeneration: not null })
            yield return $"{run.Gpu.Name} has no NVLink: tensor parallelism exchanges activations twice a layer over PCI Express; divide states (FSDP) or layers instead.";
        if (run.Base is { } format && run.Plan.Sharding is StateSharding.Weights && run.Plan.Data > 1 && format.Name.StartsWith("nf4", StringComparison.Ordinal))
            yield return "FSDP over 4-bit weights needs bnb_4bit_quant_storage of the compute type.";
    }
}
