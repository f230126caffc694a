namespace Sizing.Tool.Verify;

/// <summary>
/// The lines of SGLang 0.3 to 0.5. Spellings: sgl-project/sglang, <c>model_executor/model_runner.py</c>, <c>mem_cache/memory_pool.py</c>,
/// <c>managers/scheduler.py</c>, <c>server_args.py</c>. SGLang prints GiB as "GB".
/// </summary>
internal static class SglangLog
{
    private static readonly string[] Arguments =
    [
        "model_path", "context_length", "quantization", "kv_cache_dtype", "mem_fraction_static", "max_running_requests", "chunked_prefill_size",
        "tp_size", "pp_size", "dp_size", "ep_size", "enable_dp_attention",
    ];

    internal static EngineLog Create() => new("sglang",
    [
        .. Arguments.Select(name => new LogPattern("ServerArgs(", $@"\b{name}='?(?<{name}>[^,'\s)]+)") { OfEveryRank = true }),
        new("sglang", @"sglang(?:==|-|_version=| version:? )v?'?(?<engine_version>0\.\d+\.\d+[\w.]*)") { OfEveryRank = true },
        new("device_name=", @"device_name=(?<gpu>[^,.\s]+)") { OfEveryRank = true },
        new("GPU 0", @"GPU 0: (?<gpu>(?:NVIDIA|AMD|Tesla|GeForce)[^(\r]+)") { OfEveryRank = true },
        new("Load weight end", @"Load weight end\..*mem usage=(?<weights_bytes>[\d.]+) GB"),
        new("KV Cache is allocated", @"KV Cache is allocated\..*#tokens: (?<kv_capacity_tokens>\d+), K size: (?<kv_pool_bytes>[\d.]+) GB, V size: (?<plus_kv_pool_bytes>[\d.]+) GB"),
        new("KV Cache is allocated", @"KV Cache is allocated\..*#tokens: (?<kv_capacity_tokens>\d+), KV size: (?<kv_pool_bytes>[\d.]+) GB"),
        new("Mamba Cache is allocated", @"max_mamba_cache_size: (?<state_slots>\d+), conv_state size: (?<state_bytes>[\d.]+) ?GB, ssm_state size: (?<plus_state_bytes>[\d.]+) ?GB"),
        new("cuda graph end", @"mem usage=(?<graph_bytes>[\d.]+) GB"),
        new("max_total_num_tokens=", @"max_total_num_tokens=(?<kv_capacity_tokens>\d+)(?:.*context_len=(?<context_len>\d+))?") { OfEveryRank = true },
        new("max_running_requests=", @"max_total_num_tokens=.*max_running_requests=(?<max_running_requests>\d+)") { OfEveryRank = true },
    ]);
}
