using Sizing.Models;

namespace Sizing;

/// <summary>How a training run is spread over GPUs.</summary>
public sealed record TrainingPlan
{
    /// <summary>One GPU.</summary>
    public static TrainingPlan Single { get; } = new();

    /// <summary>d: data-parallel ranks, after all other degrees are taken out.</summary>
    public int Data { get; init; } = 1;

    /// <summary>t: tensor-parallel ranks.</summary>
    public int Tensor { get; init; } = 1;

    /// <summary>p: pipeline stages.</summary>
    public int Pipeline { get; init; } = 1;

    /// <summary>m: model chunks per stage of an interleaved schedule; 1 for plain 1F1B.</summary>
    public int Virtual { get; init; } = 1;

    /// <summary>Whether all forward passes precede the backward passes (GPipe), so that every micro-batch is in flight.</summary>
    public bool AllForwardFirst { get; init; }

    /// <summary>c: context-parallel ranks, which divide the sequence.</summary>
    public int Context { get; init; } = 1;

    /// <summary>e: expert-parallel ranks, taken out of data, tensor and context ranks.</summary>
    public int Expert { get; init; } = 1;

    /// <summary>Tensor-parallel ranks inside an expert, or null for those of the attention layers (1 under expert parallelism).</summary>
    public int? ExpertTensor { get; init; }

    /// <summary>
    /// Whether the exchange of experts runs beside the computation of another micro-batch (DualPipe of DeepSeek-V3, Megatron's
    /// <c>--overlap-moe-expert-parallel-comm</c>), instead of being waited for.
    /// </summary>
    public bool OverlapsExperts { get; init; }

    /// <summary>Whether tensor parallelism also divides the hidden states between its matrices.</summary>
    public bool SequenceParallel { get; init; } = true;

    /// <summary>What data-parallel ranks divide.</summary>
    public StateSharding Sharding { get; init; }

    /// <summary>Whether optimizer states and master copy are in host memory.</summary>
    public bool OffloadOptimizer { get; init; }

    /// <summary>Whether weights are in host memory, and on the GPU only while a layer computes.</summary>
    public bool OffloadWeights { get; init; }

    /// <summary>Whether checkpoints of layers are in host memory.</summary>
    public bool OffloadActivations { get; init; }

    /// <summary>Whether offloaded optimizer states and weights go on to NVMe drives, and host memory only buffers them (ZeRO-Infinity).</summary>
    public bool OffloadToNvme { get; init; }

    /// <summary>GPUs of the run.</summary>
    public int Gpus => Data * Tensor * Pipeline * Context;

    /// <summary>Ranks over which states of dense layers are divided.</summary>
    public int StateRanks => Data * Context;

    /// <summary>Ranks over which states of experts are divided.</summary>
    public int ExpertStateRanks => Math.Max(1, Data * Context * Tensor / (Expert * ExpertTensorRanks));

    /// <summary>Tensor-parallel ranks inside an expert.</summary>
    public int ExpertTensorRanks => ExpertTensor ?? (Expert > 1 ? 1 : Tensor);

    /// <summary>Refuses plans that cannot be.</summary>
    /// <exception cref="SizingException">A degree is below one, or does not divide what it must.</exception>
    public void Validate(ModelSpec model)
    {
        ArgumentNullException.ThrowIfNull(model);
        var layers = model.Layers.Count;
        (string Name, int Degree)[] degrees =
            [("dp", Data), ("tp", Tensor), ("pp", Pipeline), ("vpp", Virtual), ("cp", Context), ("ep", Expert), ("etp", ExpertTensorRanks)];
        foreach (var (name, degree) in degrees)
            if (degree < 1)
                throw new SizingException($"The degree {name} is {degree}; it must be 1 or more.");
        if (OffloadToNvme && !OffloadOptimizer && !OffloadWeights)
            throw new SizingException("NVMe takes what is offloaded; offload optimizer or weights too.");
        if (Pipeline * Virtual > layers)
            throw new SizingException($"{Pipeline} stages of {Virtual} chunks need at least as many layers; the model has {layers}.");
        if (Virtual > 1 && Pipeline == 1)
            throw new SizingException($"{Virtual} chunks per stage need pipeline stages; raise pp, or leave vpp out.");
        if (TensorDivision.Refusal(model, Tensor) is { } reason)
            throw new SizingException(reason);
        if (Expert > 1 && Experts(model) == 0)
            throw new SizingException($"{model.Name} has no experts to divide over ep {Expert}.");
        if (OverlapsExperts && Expert == 1)
            throw new SizingException("Only experts that are divided over ranks are exchanged; raise ep, or leave the overlap out.");
        if (Experts(model) % Expert != 0)
            throw new SizingException($"ep {Expert} does not divide the {Experts(model)} experts of {model.Name}.");
        if (Data * Context * Tensor % (Expert * ExpertTensorRanks) != 0)
            throw new SizingException($"ep {Expert} times its tensor ranks {ExpertTensorRanks} must divide dp·cp·tp = {Data * Context * Tensor}.");
    }

    private static int Experts(ModelSpec model) => model.Layers.Select(layer => layer.FeedForward).OfType<MixtureOfExperts>().Select(mixture => mixture.Experts).FirstOrDefault();
}
