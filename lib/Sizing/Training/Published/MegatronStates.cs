using Sizing.Explain;

namespace Sizing.Training.Published;

/// <summary>Bytes per parameter of weights, gradients and Adam in Megatron-LM, by its own table.</summary>
public static class MegatronStates
{
    private const string Guide = "docs/user-guide/features/dist_optimizer.md";

    /// <summary>BF16 weights, FP32 main gradients, FP32 master copy and moments, without the distributed optimizer.</summary>
    [Formula("2 + 4 + 4 + 8")]
    [Source("NVIDIA/Megatron-LM", Guide)]
    public static double Bf16() => 2 + 4 + 4 + 8;

    /// <summary>The same with the distributed optimizer, which shards master copy and moments.</summary>
    /// <param name="ranks">d: data-parallel times context-parallel ranks.</param>
    [Formula("6 + 12 / d")]
    [Source("NVIDIA/Megatron-LM", Guide)]
    public static double Bf16Distributed(int ranks) => 6 + 12.0 / ranks;

    /// <summary>FP16 weights and gradients: FP32 copies of both are held by the optimizer.</summary>
    [Formula("2 + 2 + 4 + 4 + 8")]
    [Source("NVIDIA/Megatron-LM", Guide)]
    public static double Fp16() => 2 + 2 + 4 + 4 + 8;

    /// <summary>The same with the distributed optimizer.</summary>
    /// <param name="ranks">d: data-parallel times context-parallel ranks.</param>
    [Formula("4 + 16 / d")]
    [Source("NVIDIA/Megatron-LM", Guide)]
    public static double Fp16Distributed(int ranks) => 4 + 16.0 / ranks;

    /// <summary>FP32 weights, gradients and moments; no copy is needed.</summary>
    [Formula("4 + 4 + 8")]
    [Source("NVIDIA/Megatron-LM", Guide)]
    public static double Fp32() => 4 + 4 + 8;

    /// <summary>The same with the distributed optimizer.</summary>
    /// <param name="ranks">d: data-parallel times context-parallel ranks.</param>
    [Formula("8 + 8 / d")]
    [Source("NVIDIA/Megatron-LM", Guide)]
    public static double Fp32Distributed(int ranks) => 8 + 8.0 / ranks;
}
