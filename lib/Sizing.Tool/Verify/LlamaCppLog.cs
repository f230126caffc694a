namespace Sizing.Tool.Verify;

/// <summary>
/// The lines of llama.cpp builds 3000 to 9000. Spellings: ggml-org/llama.cpp, <c>src/llama-model.cpp</c>, <c>src/llama-kv-cache.cpp</c>,
/// <c>src/llama-context.cpp</c> and their older names; issues 9229 and 27680. Buffers are those of the first GPU, the cache is that of the model.
/// </summary>
internal static class LlamaCppLog
{
    private const string Device = "(?:CUDA|ROCm|Vulkan|SYCL|MTL|Metal)0?";

    internal static EngineLog Create() => new("llamacpp",
    [
        new("build", @"build(?:: | = |=)(?<build>\d+)"),
        new("version:", @"version: (?<build>\d+) \("),
        new("Device 0:", @"Device 0: (?<gpu>[^,\r]+), compute capability"),
        new("using device", @"using device \w+ \((?<gpu>[^)]+)\)"),
        new("found", @"found (?<gpus>\d+) (?:CUDA|ROCm|SYCL) devices"),
        new("general.name", @"general\.name\s+str\s+= (?<model>[^\r]+)"),
        new("general.name", @"general\.name\s+= (?<model>[^\r]+)"),
        new("tensors from", @"tensors from (?<file>.+\.gguf)"),
        new("file_type", @"general\.file_type\s+u32\s+= (?<file_type>\d+)"),
        new("offloaded", @"offloaded (?<layers_on_gpu>\d+)/(?<layers>\d+) layers to GPU"),
        new("n_ctx ", @": n_ctx\s+= (?<n_ctx>\d+)"),
        new("n_ubatch", @": n_ubatch\s+= (?<n_ubatch>\d+)"),
        new("buffer size", $@"\b{Device} (?:model )?buffer size =\s+(?<weights_bytes>[\d.]+) MiB") { InMib = true },
        new("KV self size", @"KV self size\s+=\s+(?<kv_bytes>[\d.]+) MiB, .*\((?<kv_type>\w+)\):") { InMib = true },
        new("llama_kv_cache: size", @"llama_kv_cache(?:_unified)?: size =\s+(?<kv_bytes>[\d.]+) MiB .*\((?<kv_type>\w+)\):") { InMib = true },
        new("llama_kv_cache_unified: size", @": size =\s+(?<kv_bytes>[\d.]+) MiB .*\((?<kv_type>\w+)\):") { InMib = true },
        new("RS buffer size", $@"\b{Device} RS buffer size =\s+(?<state_bytes>[\d.]+) MiB") { InMib = true },
        new("compute buffer size", $@"\b{Device} compute buffer size =\s+(?<compute_buffer_bytes>[\d.]+) MiB") { InMib = true },
    ]);
}
