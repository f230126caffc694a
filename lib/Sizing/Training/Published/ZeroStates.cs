using Sizing.Explain;

namespace Sizing.Training.Published;

/// <summary>Model states per GPU as the ZeRO paper counts them: FP16 weights and gradients, FP32 master copy and Adam moments.</summary>
/// <remarks>N is the data-parallel size, after tensor, pipeline and context parallelism are taken out. Activations and buffers are left out.</remarks>
public static class ZeroStates
{
    /// <summary>Bytes a parameter of the FP32 master copy and both Adam moments: the paper's K.</summary>
    public const int OptimizerBytes = 12;

    /// <summary>Stage 0: every rank holds everything.</summary>
    /// <param name="parameters">P: parameters.</param>
    [Formula("(2 + 2 + 12) · P")]
    [Source("ZeRO, arXiv:1910.02054", "§3.1")]
    public static Bytes Replicated(long parameters) => new((2 + 2 + OptimizerBytes) * parameters);

    /// <summary>Stage 1: optimizer states are sharded.</summary>
    /// <param name="parameters">P: parameters.</param>
    /// <param name="ranks">N: data-parallel ranks.</param>
    [Formula("4 · P + 12 · P / N")]
    [Source("ZeRO, arXiv:1910.02054", "§5, Table 1, P_os")]
    public static Bytes Stage1(long parameters, int ranks) =>
        new Bytes(4 * parameters) + new Bytes(OptimizerBytes * parameters).DividedOver(ranks);

    /// <summary>Stage 2: gradients too.</summary>
    /// <param name="parameters">P: parameters.</param>
    /// <param name="ranks">N: data-parallel ranks.</param>
    [Formula("2 · P + (2 + 12) · P / N")]
    [Source("ZeRO, arXiv:1910.02054", "§5, Table 1, P_os+g")]
    public static Bytes Stage2(long parameters, int ranks) =>
        new Bytes(2 * parameters) + new Bytes((2 + OptimizerBytes) * parameters).DividedOver(ranks);

    /// <summary>Stage 3: weights too.</summary>
    /// <param name="parameters">P: parameters.</param>
    /// <param name="ranks">N: data-parallel ranks.</param>
    [Formula("(4 + 12) · P / N")]
    [Source("ZeRO, arXiv:1910.02054", "§5, Table 1, P_os+g+p")]
    public static Bytes Stage3(long parameters, int ranks) => Replicated(parameters).DividedOver(ranks);

    /// <summary>The fused FP32 buffer through which an unbucketed gradient reduction flattens all gradients.</summary>
    /// <param name="parameters">P: parameters.</param>
    [Formula("4 · P")]
    [Source("ZeRO, arXiv:1910.02054", "§3.2, temporary buffers: 6 GB for 1.5 billion parameters")]
    public static Bytes FusedBuffer(long parameters) => DataType.Fp32.BytesOf(parameters);

    /// <summary>The stage of that number, 0 to 3.</summary>
    /// <exception cref="SizingException">There is no such stage.</exception>
    public static Bytes Of(int stage, long parameters, int ranks) => stage switch
    {
        0 => Replicated(parameters),
        1 => Stage1(parameters, ranks),
        2 => Stage2(parameters, ranks),
        3 => Stage3(parameters, ranks),
        _ => throw new SizingException($"ZeRO stage {stage} does not exist; use 0, 1, 2 or 3."),
    };
}
