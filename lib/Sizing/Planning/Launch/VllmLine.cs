using System.Globalization;
using Sizing.Inference;
using static Sizing.Planning.Launch.Words;

namespace Sizing.Planning.Launch;

/// <summary><c>vllm serve</c>; flags as in vllm/engine/arg_utils.py.</summary>
internal static class VllmLine
{
    internal static StartLine Of(ServingSetup setup)
    {
        var (asked, plan) = (setup.Asked, setup.Plan);
        var online = asked.Weights is not null && asked.Weights != WeightFormat.Of(setup.Model) ? setup.Weights.Name switch
        {
            "fp8" => "--quantization fp8",
            "nf4" => "--quantization bitsandbytes",
            _ => null,
        } : null;
        return new(
            Line(
                asked.KvDisk > Bytes.Zero ? $"LMCACHE_LOCAL_DISK=file:///kv-cache/ LMCACHE_MAX_LOCAL_DISK_SIZE={Plain(asked.KvDisk)} LMCACHE_MAX_LOCAL_CPU_SIZE={Plain(asked.KvOffload)}" : null,
                "vllm serve", Model(setup, converts: online is not null),
                Degree("--tensor-parallel-size", plan.Tensor), Degree("--pipeline-parallel-size", plan.Pipeline), AreApart(setup) ? null : Degree("--data-parallel-size", plan.Data),
                Degree("--decode-context-parallel-size", plan.Context),
                plan.Expert > 1 ? "--enable-expert-parallel" : null,
                asked.RedundantExperts > 0 ? $"--enable-eplb --eplb-config '{{\"num_redundant_experts\":{asked.RedundantExperts}}}'" : null,
                $"--dtype {(setup.Activation == DataType.Fp16 ? "float16" : setup.Activation == DataType.Fp32 ? "float32" : "bfloat16")}",
                online, setup.KvCache == DataType.Fp8 || setup.KvCache == DataType.NvFp4 ? $"--kv-cache-dtype {setup.KvCache}" : null,
                Flag("--max-model-len", setup.Context), Flag("--gpu-memory-utilization", setup.Utilization.Value.Value),
                Flag("--max-num-seqs", setup.MaxSequences.Value.Whole), Flag("--max-num-batched-tokens", setup.BatchedTokens.Value.Whole),
                asked.WithoutPrefixCache ? "--no-enable-prefix-caching" : null,
                asked.Adapters is { } adapters ? $"--enable-lora {Flag("--max-loras", adapters.Count)} {Flag("--max-lora-rank", adapters.Rank)}" : null,
                asked.KvDisk > Bytes.Zero ? "--kv-transfer-config '{\"kv_connector\":\"LMCacheConnectorV1\",\"kv_role\":\"kv_both\"}'"
                    : asked.KvOffload > Bytes.Zero ? $"--kv-offloading-backend native {Flag("--kv-offloading-size", (asked.KvOffload * plan.Tensor).InGiB)}" : null),
            [.. Notes(setup, online is not null), .. Drafts(setup)]);
    }

    /// <summary>Memory of one worker, in the GiB that LMCache calls GB.</summary>
    private static string Plain(Bytes memory) => string.Create(CultureInfo.InvariantCulture, $"{memory.InGiB:0.####}");

    private static IEnumerable<string> Drafts(ServingSetup setup) => setup.Asked.Load.Drafted > 0
        ? [$"Add --speculative-config with the method of your draft and \"num_speculative_tokens\": {setup.Asked.Load.Drafted}."]
        : [];
}
