using Sizing.Explain;

namespace Sizing.Planning.Stacks;

/// <summary>How engines divide the memory of a GPU between them.</summary>
public static class StackShares
{
    /// <summary>The share that holds a model with its sequences, in whole hundredths as engines are told.</summary>
    /// <param name="needed">M: weights, activations, overhead and the cache of all sequences.</param>
    /// <param name="usable">U: memory that a process sees.</param>
    [Formula("⌈100 · M / U⌉ / 100")]
    [Source("vllm-project/vllm", "vllm/config/cache.py: gpu_memory_utilization is a limit of the instance, whatever else runs on the GPU")]
    public static double Holding(Bytes needed, Bytes usable) => Math.Ceiling(100.0 * needed.Count / usable.Count) / 100;

    /// <summary>What is left of a GPU for one more engine.</summary>
    /// <param name="whole">u: the share that an engine alone may take.</param>
    /// <param name="taken">Σ: shares of the engines already there.</param>
    [Formula("u − Σ")]
    [Source("vllm-project/vllm", "vllm/config/cache.py: two instances at 0.5 each share one GPU")]
    public static double Left(double whole, double taken) => Math.Round(whole - taken, 2);
}
