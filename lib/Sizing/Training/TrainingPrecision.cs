namespace Sizing;

/// <summary>The compute scheme of a training run.</summary>
public enum TrainingPrecision
{
    /// <summary>Everything in FP32.</summary>
    Fp32,

    /// <summary>BF16 computation over FP32 weights or an FP32 master copy.</summary>
    Bf16Mixed,

    /// <summary>FP16 computation with loss scaling over FP32 weights or an FP32 master copy.</summary>
    Fp16Mixed,

    /// <summary>Weights, gradients and optimizer states all in BF16; no FP32 copy.</summary>
    Bf16,

    /// <summary>FP8 matrix multiplications over the storage of BF16 mixed precision.</summary>
    Fp8,
}
