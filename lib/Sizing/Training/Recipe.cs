namespace Sizing.Training;

/// <summary>The data types of a run: what its precision means in its framework.</summary>
/// <param name="Weights">Trained weights, and frozen ones without a format of their own.</param>
/// <param name="Gradients">Gradients.</param>
/// <param name="Master">FP32 copy of the weights, or null.</param>
/// <param name="States">Optimizer states.</param>
/// <param name="Compute">Activations and gathered weights.</param>
/// <param name="CachesCasts">Whether casts of weights to <paramref name="Compute"/> stay through forward and backward.</param>
public sealed record Recipe(DataType Weights, DataType Gradients, DataType? Master, DataType States, DataType Compute, bool CachesCasts)
{
    /// <summary>The recipe of a run.</summary>
    public static Recipe Of(TrainingRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return run.Precision switch
        {
            TrainingPrecision.Fp32 => new(DataType.Fp32, DataType.Fp32, null, DataType.Fp32, DataType.Fp32, false),
            TrainingPrecision.Bf16 => new(DataType.Bf16, DataType.Bf16, null, DataType.Bf16, DataType.Bf16, false),
            TrainingPrecision.Fp16Mixed => Mixed(run.Framework, DataType.Fp16),
            TrainingPrecision.Bf16Mixed or TrainingPrecision.Fp8 => Mixed(run.Framework, DataType.Bf16),
        };
    }

    /// <summary>Storage of adapter weights: the run's choice, else the framework's.</summary>
    public static DataType AdapterStorage(TrainingRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return run.Adapter?.Storage ?? run.Framework.AdapterStorage;
    }

    private static Recipe Mixed(TrainingFramework framework, DataType half)
    {
        var weights = framework.MixedWeights == DataType.Fp32 ? DataType.Fp32 : half;
        var gradients = framework.MixedGradients == DataType.Fp32 ? DataType.Fp32 : half;
        var master = framework.KeepsMaster ? DataType.Fp32 : null;
        return new(weights, gradients, master, DataType.Fp32, half, framework.CachesCasts && weights == DataType.Fp32);
    }
}
