using Sizing.Explain;

namespace Sizing.Inference;

/// <summary>The sums of the engines' memory accounts.</summary>
public static class EngineBudget
{
    /// <summary>What is left of a GPU's memory beside ECC, a display or other programs.</summary>
    /// <param name="total">M: memory that a process sees.</param>
    /// <param name="held">h: memory that others hold.</param>
    [Formula("M − h")]
    [Source("NVIDIA, nvidia-smi", "memory in use before the engine starts; ECC on GDDR6 takes a sixteenth: 49140 and 46068 MiB of an RTX A6000")]
    public static Bytes NotHeld(Bytes total, Bytes held) => total - held;

    /// <summary>A share of all memory: what vLLM and SGLang allow themselves, and with u = 1 what llama.cpp and Transformers can take.</summary>
    /// <param name="total">M: memory that a process sees.</param>
    /// <param name="utilization">u: share of it.</param>
    [Formula("M · u")]
    [Source("vllm-project/vllm", "vllm/v1/worker/gpu_worker.py determine_available_memory")]
    [Source("sgl-project/sglang", "python/sglang/srt/model_executor/model_runner.py: mem_fraction_static")]
    public static Bytes Requested(Bytes total, double utilization) => total.Share(utilization);

    /// <summary>What a budget leaves for the KV cache; negative when nothing is left.</summary>
    /// <param name="budget">R: memory that the engine allows itself.</param>
    /// <param name="paid">Σ P: what it pays first.</param>
    [Formula("R − Σ P")]
    [Source("vllm-project/vllm", "vllm/v1/worker/gpu_worker.py determine_available_memory")]
    [Source("sgl-project/sglang", "python/sglang/srt/model_executor/model_runner_kv_cache_mixin.py")]
    public static Bytes Rest(Bytes budget, Bytes paid) => budget - paid;

    /// <summary>TensorRT-LLM's bound: all memory but the share of the free part that it does not give to the KV cache.</summary>
    /// <param name="total">M: memory that a process sees.</param>
    /// <param name="paid">P: weights, activations and runtime.</param>
    /// <param name="fraction">f: share of the free memory that becomes the KV cache.</param>
    [Formula("P + f · (M − P)")]
    [Source("NVIDIA/TensorRT-LLM", "tensorrt_llm/llmapi KvCacheConfig.free_gpu_memory_fraction")]
    public static Bytes OfFree(Bytes total, Bytes paid, double fraction) => total > paid ? paid + (total - paid).Share(fraction) : total;

    /// <summary>Communication buffers and driver context with t tensor-parallel ranks.</summary>
    /// <param name="single">n1: with one rank.</param>
    /// <param name="tensor">nt: buffers of a group of ranks.</param>
    /// <param name="perRank">nr: buffers for each rank of the group.</param>
    /// <param name="ranks">t: tensor-parallel ranks.</param>
    [Formula("t = 1: n1;  t > 1: nt + t · nr")]
    [Source("vllm-project/vllm", "startup logs, non_torch memory; data/engines/vllm.csv names the rows")]
    public static Bytes Communication(Bytes single, Bytes tensor, Bytes perRank, int ranks) => ranks == 1 ? single : tensor + perRank * ranks;

    /// <summary>Communication buffers and driver context of ranks that PCI Express joins: the large buffers need NVLink.</summary>
    /// <param name="single">n1: with one rank.</param>
    /// <param name="buffers">np: buffers of a group.</param>
    [Formula("n1 + np")]
    [Source("sgl-project/sglang", "startup logs; data/engines names the rows")]
    public static Bytes OverPcie(Bytes single, Bytes buffers) => single + buffers;

    /// <summary>TensorRT-LLM's driver context, libraries and communication buffers.</summary>
    /// <param name="fixedPart">r0: part that every run has.</param>
    /// <param name="total">M: memory that a process sees.</param>
    /// <param name="share">r1: part that grows with the memory.</param>
    /// <param name="doubling">r2: part of each doubling of the ranks.</param>
    /// <param name="ranks">t: tensor-parallel ranks.</param>
    [Formula("r0 + r1 · M + r2 · log2(t)")]
    [Source("ai-dynamo/aiconfigurator", "tests/integration/test_trtllm_kv_cache_capacity.py: what the measured batches leave; data/engines/trtllm.csv")]
    public static Bytes TrtLlmRuntime(Bytes fixedPart, Bytes total, double share, Bytes doubling, int ranks) =>
        fixedPart + total.Share(share) + Bytes.FromMiB(doubling.InMiB * Math.Log2(ranks));

    /// <summary>Memory of the captured CUDA graphs.</summary>
    /// <param name="fixedPart">g0: part that every model pays.</param>
    /// <param name="perLayer">g1: part of each layer.</param>
    /// <param name="layers">L: layers of the stage.</param>
    [Formula("g0 + L · g1")]
    [Source("vllm-project/vllm", "startup logs, graph capture; data/engines/vllm.csv names the rows")]
    public static Bytes Graphs(Bytes fixedPart, Bytes perLayer, int layers) => fixedPart + perLayer * layers;
}
