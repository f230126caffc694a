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
        if (run.Model.Embedding.Positions is > 0 and var positions && run.Sequence > positions)
            yield return $"{run.Model.Name} has learned positions for {positions:N0} tokens; its sequences end there, and {run.Sequence:N0} need new ones trained.";
        else if (run.Model.MaxContext is { } longest && run.Sequence > longest)
            yield return $"{run.Model.Name} was made for {longest:N0} tokens; sequences of {run.Sequence:N0} need its positions extended.";
        if (run.Plan.Tensor > 1 && run.Gpu is { LinkBytesPerSecond: null, PcieGeneration: not null })
            yield return $"{run.Gpu.Name} has no NVLink: tensor parallelism exchanges activations twice a layer over PCI Express; divide states (FSDP) or layers instead.";
        if (run.Adapter is { } adapter && adapter.Rank > run.Model.HiddenSize)
            yield return $"An adapter of rank {adapter.Rank:N0} is larger than the matrices of {run.Model.HiddenSize:N0} channels that it spares.";
        if (run.Adapter is not null && run.Optimizer.Rank is not null)
            yield return $"{run.Optimizer} projects the gradients of full matrices; an adapter's are low-rank already.";
        if (run.Plan.Tensor > (Catalog.Systems.FirstOrDefault(system => system.Gpu.Name == run.Gpu.Name)?.Gpus ?? int.MaxValue))
            yield return $"{run.Plan.Tensor} tensor-parallel ranks are more than one server joins; every layer waits for the network.";
        if (run.Plan is { Sharding: not StateSharding.None, StateRanks: 1 })
            yield return $"ZeRO stage {(int)run.Plan.Sharding} divides nothing over one data-parallel rank; raise --gpus or --dp.";
        if (run.Plan is { Expert: > 1, OverlapsExperts: false })
            yield return "The exchange of experts is counted in full; frameworks that run it beside computation (DualPipe, Megatron's overlap of expert parallelism; --overlap-experts) hide part of it.";
        if (run.Base is { } format && run.Plan.Sharding is StateSharding.Weights && run.Plan.Data > 1 && format.Name.StartsWith("nf4", StringComparison.Ordinal))
            yield return "FSDP over 4-bit weights needs bnb_4bit_quant_storage of the compute type.";
    }
}
