using Sizing.Explain;

namespace Sizing.Inference;

/// <summary>The sums of vLLM's memory accounting.</summary>
public static class VllmBudget
{
    private const string Vllm = "vllm-project/vllm";
    private const string Worker = "vllm/v1/worker/gpu_worker.py determine_available_memory";

    /// <summary>Memory that vLLM allows itself.</summary>
    /// <param name="total">M: memory that a process sees.</param>
    /// <param name="utilization">u: share of it.</param>
    [Formula("M · u")]
    [Source(Vllm, Worker)]
    public static Bytes Requested(Bytes total, double utilization) => total.Share(utilization);

    /// <summary>Memory left for the KV cache; negative when nothing is left.</summary>
    /// <param name="requested">R: memory that vLLM allows itself.</param>
    /// <param name="weights">W: weights.</param>
    /// <param name="activations">A: peak of activations.</param>
    /// <param name="nonTorch">N: memory outside the tensor allocator.</param>
    /// <param name="graphs">G: CUDA graphs, where the version pays them from the budget; else 0.</param>
    [Formula("R − W − A − N − G")]
    [Source(Vllm, Worker)]
    public static Bytes KvPool(Bytes requested, Bytes weights, Bytes activations, Bytes nonTorch, Bytes graphs) =>
        requested - weights - activations - nonTorch - graphs;

    /// <summary>Communication buffers and the growth of the driver's context with t tensor-parallel ranks.</summary>
    /// <param name="single">n1: with one rank.</param>
    /// <param name="tensor">nt: buffers of a group of ranks.</param>
    /// <param name="perRank">nr: buffers for each rank of the group.</param>
    /// <param name="ranks">t: tensor-parallel ranks.</param>
    [Formula("t = 1: n1;  t > 1: nt + t · nr")]
    [Source(Vllm, "startup logs, non_torch memory; data/engines/vllm.csv names the rows")]
    public static Bytes NonTorch(Bytes single, Bytes tensor, Bytes perRank, int ranks) => ranks == 1 ? single : tensor + perRank * ranks;

    /// <summary>Memory of the captured CUDA graphs.</summary>
    /// <param name="fixedPart">g0: part that every model pays.</param>
    /// <param name="perLayer">g1: part of each layer.</param>
    /// <param name="layers">L: layers of the stage.</param>
    [Formula("g0 + L · g1")]
    [Source(Vllm, "startup logs, graph capture; data/engines/vllm.csv names the rows")]
    public static Bytes Graphs(Bytes fixedPart, Bytes perLayer, int layers) => fixedPart + perLayer * layers;
}
