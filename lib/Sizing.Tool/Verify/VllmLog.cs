namespace Sizing.Tool.Verify;

/// <summary>
/// The lines of vLLM 0.4 to 0.30. Spellings: vllm-project/vllm, <c>vllm/worker/worker.py</c> (V0), <c>vllm/v1/worker/gpu_worker.py</c>,
/// <c>gpu_model_runner.py</c>, <c>vllm/v1/core/kv_cache_utils.py</c>; llm-d-incubation/llm-d-planner, <c>accuracy/results/v0.19.0/logs</c>.
/// V0 printed GiB as "GB".
/// </summary>
internal static class VllmLog
{
    private const string Size = @"([\d.]+)";

    internal static EngineLog Create() => new("vllm",
    [
        .. Settings("with config: model=", "=", ",", "model", "max_seq_len", "tensor_parallel_size", "pipeline_parallel_size", "data_parallel_size", "quantization", "kv_cache_dtype", "dtype", "enforce_eager"),
        .. Settings("non-default args: {", "': ", "[,}]", "model", "max_model_len", "tensor_parallel_size", "pipeline_parallel_size", "data_parallel_size", "quantization", "kv_cache_dtype", "gpu_memory_utilization", "max_num_seqs", "max_num_batched_tokens", "enable_expert_parallel"),
        .. Settings("args: Namespace(", "=", "[,)]", "model", "max_model_len", "tensor_parallel_size", "pipeline_parallel_size", "data_parallel_size", "quantization", "kv_cache_dtype", "gpu_memory_utilization", "max_num_seqs", "max_num_batched_tokens", "enable_expert_parallel"),
        new("LLM engine (v", @"LLM engine \(v(?<engine_version>[^)\s]+)\)") { OfEveryRank = true },
        new("version", @"(?:version |vLLM API server version )v?(?<engine_version>0\.\d+\.\d+[\w.+]*)") { OfEveryRank = true },
        new("max_num_batched_tokens", @"max_num_batched_tokens(?:=| to )(?<max_num_batched_tokens>\d+)") { OfEveryRank = true },
        new("max_num_seqs to", @"max_num_seqs to (?<max_num_seqs>\d+)") { OfEveryRank = true },
        new("device_name=", @"device_name=(?<gpu>[^,.\s]+)") { OfEveryRank = true },
        new("GPU 0", @"GPU 0: (?<gpu>(?:NVIDIA|AMD|Tesla|GeForce)[^(\r]+)") { OfEveryRank = true },
        new("total_gpu_memory", @"total_gpu_memory \((?<total_gib>[\d.]+)GiB\) x gpu_memory_utilization \((?<gpu_memory_utilization>[\d.]+)\)"),
        new("total_memory=", @"total_memory=(?<total_gib>[\d.]+)GiB"),
        new("Model loading took", $"Model loading took {Group("weights_bytes")} (?:GiB|GB)"),
        new("Loading model weights took", $"Loading model weights took {Group("weights_bytes")} GB"),
        new("model weights take", $"model weights take {Group("weights_bytes")}GiB;(?: non_torch_memory takes {Group("non_torch_bytes")}GiB;)? PyTorch activation peak memory takes {Group("activation_bytes")}GiB;.* KV Cache is {Group("kv_pool_bytes")}GiB"),
        new("torch peak memory increase", $"torch peak memory increase: {Group("activation_bytes")}GiB; non-torch forward increase memory: {Group("non_torch_bytes")}GiB"),
        new("for peak activation", $"(?:{Group("non_torch_bytes")} GiB for non-torch memory, )?{Group("activation_bytes")} GiB for peak activation(?:, {Group("non_torch_bytes")} GiB for non-torch memory)?"),
        new("Free memory on device", $@"Free memory on device[^(]*\([\d.]+/(?<total_gib>[\d.]+) GiB\) on startup\. Desired GPU memory utilization is \((?<gpu_memory_utilization>[\d.]+)"),
        new("Available KV cache memory", $"Available KV cache memory: {Group("kv_pool_bytes")} GiB"),
        new("GPU KV cache size", @"GPU KV cache size: (?<kv_capacity_tokens>[\d,]+) tokens") { OfEveryRank = true },
        new("Maximum concurrency for", @"Maximum concurrency for (?<max_model_len>[\d,]+) tokens per request: (?<max_concurrency>[\d.]+)x") { OfEveryRank = true },
        new("blocks:", @"# (?:GPU|cuda|CUDA) blocks: (?<kv_blocks>\d+)") { OfEveryRank = true },
        new("num_gpu_blocks is", @"num_gpu_blocks is: (?<kv_blocks>\d+)") { OfEveryRank = true },
        new("Graph capturing finished", $"Graph capturing finished in .*took {Group("graph_bytes")} GiB"),
        new("CUDA graph pool memory", $@"CUDA graph pool memory: {Group("graph_bytes")} GiB \(actual\)"),
    ]);

    private static string Group(string name) => Size.Replace("(", $"(?<{name}>", StringComparison.Ordinal);

    /// <summary>The settings of one line; each is looked for on its own, so that their order does not matter.</summary>
    private static IEnumerable<LogPattern> Settings(string mark, string equals, string end, params IEnumerable<string> names) =>
        names.Select(name => new LogPattern(mark, $@"\b{name}{equals}'?(?<{name}>[^,'\s)}}]+)'?(?:{end}|$)") { OfEveryRank = true });
}
