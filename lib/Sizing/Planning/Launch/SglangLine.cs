using Sizing.Inference;
using static Sizing.Planning.Launch.Words;

namespace Sizing.Planning.Launch;

/// <summary><c>sglang.launch_server</c>; flags as in python/sglang/srt/server_args.py.</summary>
internal static class SglangLine
{
    internal static StartLine Of(ServingSetup setup)
    {
        var (asked, plan) = (setup.Asked, setup.Plan);
        var shares = plan is { Data: > 1, Expert: > 1 };
        var online = asked.Weights is not null && asked.Weights != WeightFormat.Of(setup.Model) && setup.Weights.Name == "fp8";
        return new(
            Line(
                "python -m sglang.launch_server --model-path", Model(setup, online),
                Degree("--tp-size", shares ? plan.Tensor * plan.Data : plan.Tensor), Degree("--pp-size", plan.Pipeline), AreApart(setup) ? null : Degree("--dp-size", plan.Data),
                shares ? "--enable-dp-attention" : null, Degree("--ep-size", plan.Expert),
                asked.RedundantExperts > 0 ? $"--enable-eplb {Flag("--ep-num-redundant-experts", asked.RedundantExperts)}" : null,
                $"--dtype {(setup.Activation == DataType.Fp16 ? "float16" : "bfloat16")}",
                online ? "--quantization fp8" : null, setup.KvCache == DataType.Fp8 ? "--kv-cache-dtype fp8_e4m3" : null,
                Flag("--context-length", setup.Context), Flag("--mem-fraction-static", setup.Utilization.Value.Value),
                Flag("--max-running-requests", setup.MaxSequences.Value.Whole), Flag("--chunked-prefill-size", setup.BatchedTokens.Value.Whole),
                asked.WithoutPrefixCache ? "--disable-radix-cache" : null,
                asked.StateRatio is { } ratio ? Flag("--mamba-full-memory-ratio", ratio) : null, asked.StateSlots is { } slots ? Flag("--max-mamba-cache-size", (long)slots) : null,
                asked.Adapters is { } adapters ? $"--enable-lora {Flag("--max-loras-per-batch", adapters.Count)} {Flag("--max-lora-rank", adapters.Rank)}" : null,
                asked.KvOffload > Bytes.Zero ? $"--enable-hierarchical-cache {Flag("--hicache-size", asked.KvOffload.Count / 1_000_000_000)}" : null,
                asked.KvDisk > Bytes.Zero ? $"--hicache-storage-backend file --hicache-storage-backend-extra-config '{{\"max_size\":{asked.KvDisk.Count}}}'" : null),
            [.. Notes(setup, online)]);
    }
}
