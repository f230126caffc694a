using Sizing.Hardware;
using Sizing.Inference;

namespace Sizing.Planning.Remedies;

/// <summary>Fewer bytes of weights on the GPU.</summary>
internal static class WeightSteps
{
    internal static IReadOnlyList<RemedyStep<Serving>> All { get; } =
    [
        new("weights-fp8", RemedyPart.Method, serving => IsLlamaCpp(serving) ? null : Stored(serving, WeightFormat.Fp8)),
        new("weights-int8", RemedyPart.Method, serving => Stored(serving, IsLlamaCpp(serving) ? WeightFormat.Gguf("Q8_0") : WeightFormat.Int8)),
        new("weights-4bit", RemedyPart.Method, serving => Stored(serving, IsLlamaCpp(serving) ? WeightFormat.Gguf("Q4_K_M") : WeightFormat.Awq())),
        new("weights-offload", RemedyPart.Host, Offloaded),
    ];

    private static bool IsLlamaCpp(Serving serving) => serving.Engine is { Kind: EngineKind.LlamaCpp };

    /// <summary>The format where it is smaller than the present one and the GPU takes it.</summary>
    private static (Serving, string)? Stored(Serving serving, WeightFormat format)
    {
        var present = serving.Weights ?? WeightFormat.Of(serving.Model);
        if (Weights.CheckpointBytes(serving.Model, format) >= Weights.CheckpointBytes(serving.Model, present))
            return null;
        if (format == WeightFormat.Fp8 && !serving.Gpu.Supports(DataType.Fp8) && !serving.Gpu.Supports(DataType.Bf16))
            throw new SizingException(Precision.Refusal(serving.Gpu, DataType.Fp8)!);
        return (serving with { Weights = format }, $"weights {format}");
    }

    /// <summary>As many bytes of weights in host memory as are lacking; every step reads them over PCI Express.</summary>
    private static (Serving, string)? Offloaded(Serving serving)
    {
        var estimate = serving.Estimate();
        if (estimate.Fits || serving.Engine is { Kind: not (EngineKind.Vllm or EngineKind.Sglang) })
            return null;
        var moved = new Bytes(estimate.Memory.Value.Whole) - estimate.Budget + Bytes.FromMiB(1);
        if (moved >= estimate.Weights)
            throw new SizingException($"even without weights the GPU lacks {moved - estimate.Weights}.");
        if (serving.Gpu is not { PcieGeneration: { } generation, PcieLanes: { } lanes })
            throw new SizingException($"the PCI Express of {serving.Gpu.Name} is not known.");
        var seconds = moved.Count / Interconnect.PcieBytesPerSecond(generation, lanes);
        return (serving with { Measured = serving.Measured with { Weights = estimate.Weights - moved } },
            $"{moved} of weights in host memory, {seconds * 1e3:0} ms more a step");
    }
}
