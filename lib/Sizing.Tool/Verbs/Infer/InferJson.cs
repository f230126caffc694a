using Sizing.Explain;

namespace Sizing.Tool.Verbs.Infer;

/// <summary>The JSON object that <c>infer</c> prints for an estimate; its keys are a contract.</summary>
internal static class InferJson
{
    internal static string Of(ServingEstimate estimate)
    {
        var setup = estimate.Setup;
        var plan = setup.Plan;
        var tiers = KvTiers.Of(estimate);
        var speed = estimate.WhyNoSpeed is null && estimate.MaxConcurrency >= 1 ? InferSpeedJson.Of(estimate.Speed()) : null;
        return JsonLine.Of(new
        {
            Model = setup.Model.Name,
            Gpu = setup.Gpu.Name,
            Gpus = plan.Gpus,
            Plan = new { plan.Tensor, plan.Pipeline, plan.Data, plan.Expert, plan.Context },
            Engine = new { setup.Engine.Name, Version = setup.Engine.Version.ToString() },
            Weights = new { Format = setup.Weights.Name, BytesTotal = estimate.CheckpointBytes.Count },
            Memory = new
            {
                NominalBytes = estimate.Nominal.Count,
                UsableBytes = estimate.Usable.Count,
                BudgetBytes = estimate.Budget.Count,
                WeightsBytes = estimate.Weights.Count,
                ActivationBytes = estimate.Activations.Count,
                OverheadBytes = estimate.Overhead.Count,
                NonTorchBytes = estimate.NonTorch.Count,
                GraphBytes = estimate.Graphs.Count,
                KvPoolBytes = estimate.KvPool.Count,
                HostBytes = estimate.HostMemory?.Value.Whole ?? 0,
                DiskBytes = tiers?.Disk?.Value.Whole ?? 0,
            },
            KvCache = new
            {
                DataType = setup.KvCache.Name,
                BytesPerToken = estimate.Kv.BytesPerToken.Count,
                StateBytesPerSequence = estimate.Kv.StateBytesPerSequence.Count,
                CapacityTokens = estimate.CapacityTokens,
                MaxConcurrency = Math.Round(estimate.MaxConcurrency, 2),
                PoolBytes = estimate.KvPool.Count,
                PoolLowBytes = estimate.Kv.PoolBand.Low.Count,
                PoolHighBytes = estimate.Kv.PoolBand.High.Count,
                estimate.Kv.Blocks,
                HostTokens = tiers?.HostTokens ?? 0,
                DiskTokens = tiers?.DiskTokens ?? 0,
                ReusableTokens = tiers?.ReusableTokens ?? estimate.CapacityTokens,
                PromptFromHostMs = Milliseconds(tiers?.PromptFromHost),
                PromptFromDiskMs = Milliseconds(tiers?.PromptFromDisk),
            },
            estimate.Fits,
            setup.PromptGpus,
            speed?.Latency,
            speed?.Throughput,
            speed?.Cost,
            speed?.Energy,
            speed?.Targets,
            estimate.WhyNoSpeed,
            estimate.WhyNot,
            Warnings = estimate.Warnings.Concat(tiers?.Summary() ?? []),
        });
    }

    private static double? Milliseconds(Term? time) => time is null ? null : Math.Round(time.Value.Value * 1e3, 3);
}
