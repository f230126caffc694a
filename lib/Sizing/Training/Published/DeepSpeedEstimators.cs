using Sizing.Explain;

namespace Sizing.Training.Published;

/// <summary>
/// DeepSpeed's own memory estimators, as its current code computes them; what it prints as "GB" are GiB.
/// They count model states only, and 18 bytes a parameter where the ZeRO paper counts 16: an FP32 copy of the gradients is held too.
/// </summary>
/// <remarks>
/// The documentation still shows the older ZeRO-2 formula 4P + 16P/N. "Largest layer" is the largest single module, often the embedding,
/// so the memory of a gathered block is underestimated.
/// </remarks>
public static class DeepSpeedEstimators
{
    private const string Zero2File = "deepspeed/runtime/zero/stage_1_and_2.py";
    private const string Zero3File = "deepspeed/runtime/zero/stage3.py";
    private const double BufferFactor = 1.5;

    /// <summary>ZeRO-2, GPU.</summary>
    /// <param name="parameters">P: parameters.</param>
    /// <param name="gpus">N: GPUs of all nodes.</param>
    [Formula("2 · P + 18 · P / N")]
    [Source("deepspeedai/DeepSpeed", Zero2File)]
    public static Bytes Zero2Gpu(long parameters, int gpus) => new Bytes(2 * parameters) + new Bytes(18 * parameters).DividedOver(gpus);

    /// <summary>ZeRO-2 with the optimizer on the CPU, GPU.</summary>
    /// <param name="parameters">P: parameters.</param>
    [Formula("2 · P")]
    [Source("deepspeedai/DeepSpeed", Zero2File)]
    public static Bytes Zero2OffloadGpu(long parameters) => new(2 * parameters);

    /// <summary>ZeRO-2 with the optimizer on the CPU, host.</summary>
    /// <param name="parameters">P: parameters.</param>
    /// <param name="gpus">N: GPUs of all nodes.</param>
    [Formula("P · max(4 · N, 16) · 1.5")]
    [Source("deepspeedai/DeepSpeed", Zero2File)]
    public static Bytes Zero2OffloadHost(long parameters, int gpus) => Rounded(parameters * Math.Max(4.0 * gpus, 16) * BufferFactor);

    /// <summary>ZeRO-3, GPU.</summary>
    /// <param name="parameters">P: parameters.</param>
    /// <param name="largestLayer">l: parameters of the largest module.</param>
    /// <param name="gpus">N: GPUs of all nodes.</param>
    [Formula("4 · l + 18 · P / N")]
    [Source("deepspeedai/DeepSpeed", Zero3File)]
    public static Bytes Zero3Gpu(long parameters, long largestLayer, int gpus) =>
        new Bytes(4 * largestLayer) + new Bytes(18 * parameters).DividedOver(gpus);

    /// <summary>ZeRO-3 with the optimizer on the CPU, GPU.</summary>
    /// <param name="parameters">P: parameters.</param>
    /// <param name="largestLayer">l: parameters of the largest module.</param>
    /// <param name="gpus">N: GPUs of all nodes.</param>
    [Formula("4 · l + 2 · P / N")]
    [Source("deepspeedai/DeepSpeed", Zero3File)]
    public static Bytes Zero3OptimizerOffloadGpu(long parameters, long largestLayer, int gpus) =>
        new Bytes(4 * largestLayer) + new Bytes(2 * parameters).DividedOver(gpus);

    /// <summary>ZeRO-3 with optimizer and parameters on the CPU, GPU.</summary>
    /// <param name="largestLayer">l: parameters of the largest module.</param>
    [Formula("4 · l")]
    [Source("deepspeedai/DeepSpeed", Zero3File)]
    public static Bytes Zero3OffloadGpu(long largestLayer) => new(4 * largestLayer);

    /// <summary>ZeRO-3 with all on the CPU and the model built by every process (no zero.Init), host.</summary>
    /// <param name="parameters">P: parameters.</param>
    /// <param name="gpusPerNode">g: GPUs of a node.</param>
    /// <param name="nodes">M: nodes.</param>
    [Formula("P · max(4 · g, 18 / M) · 1.5")]
    [Source("deepspeedai/DeepSpeed", Zero3File)]
    public static Bytes Zero3OffloadHost(long parameters, int gpusPerNode, int nodes) =>
        Rounded(parameters * Math.Max(4.0 * gpusPerNode, 18.0 / nodes) * BufferFactor);

    private static Bytes Rounded(double bytes) => new((long)Math.Round(bytes));
}
