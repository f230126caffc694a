using Sizing.Explain;
using Sizing.Models;

namespace Sizing.Inference;

/// <summary>What an engine loads beside the model's own weights: adapters and copies of experts.</summary>
public static class WeightExtras
{
    /// <summary>Slots for low-rank adapters of every linear layer, as vLLM reserves them.</summary>
    /// <param name="slots">n: adapters that are served at once.</param>
    /// <param name="rank">r: the largest rank.</param>
    /// <param name="channels">c: inputs and outputs of all adapted matrices on the rank.</param>
    /// <param name="elementBytes">e: bytes of an element.</param>
    [Formula("n · r · c · e")]
    [Source("vllm-project/vllm", "vllm/lora/layers: lora_a_stacked, lora_b_stacked of max_loras and max_lora_rank")]
    [Source("Hu et al. 2021, LoRA", "https://arxiv.org/abs/2106.09685, section 4")]
    public static Bytes Adapters(long slots, long rank, long channels, int elementBytes) => new(slots * rank * channels * elementBytes);

    /// <summary>Copies of routed experts that balance the load, on one rank.</summary>
    /// <param name="expert">x: bytes of one expert over the layers of the stage.</param>
    /// <param name="experts">E: experts of a layer.</param>
    /// <param name="redundant">R: copies of a layer.</param>
    /// <param name="ranks">e: expert-parallel ranks.</param>
    [Formula("x · (⌈(E + R) / e⌉ − ⌈E / e⌉)")]
    [Source("vllm-project/vllm", "vllm/distributed/eplb: num_redundant_experts")]
    public static Bytes RedundantExperts(Bytes expert, long experts, long redundant, long ranks) =>
        expert * (KvLayout.Ceiling(experts + redundant, ranks) - KvLayout.Ceiling(experts, ranks));

    internal static IEnumerable<Term> Of(ServingSetup setup, PipelineStage stage)
    {
        if (setup.Asked.Adapters is { } adapters)
            yield return Adapters(setup, stage, adapters);
        if (setup.Asked.RedundantExperts > 0 && setup.Model.Layers.Select(layer => layer.FeedForward).OfType<MixtureOfExperts>().FirstOrDefault() is { } mixture)
            yield return Redundant(setup, stage, mixture);
    }

    private static Term Adapters(ServingSetup setup, PipelineStage stage, ServingAdapters adapters)
    {
        var channels = StageTensors(setup, stage).Where(IsAdapted).Select(tensor => tensor.OnRank(setup.Plan.Tensor)).Sum(tensor => tensor.Rows + tensor.Columns);
        return Term.Computed("Slots for LoRA adapters", TermKind.Weights, Adapters(adapters.Count, adapters.Rank, channels, setup.ActivationBytes),
            (Func<long, long, long, int, Bytes>)Adapters,
            new("n", "adapters served at once", adapters.Count),
            new("r", "largest rank", adapters.Rank),
            new("c", "inputs and outputs of the adapted matrices on the rank", channels),
            new("e", "bytes of an element", setup.ActivationBytes));
    }

    private static Term Redundant(ServingSetup setup, PipelineStage stage, MixtureOfExperts mixture)
    {
        var coding = setup.Weights.CodingsFor(setup.Model);
        var expert = StageTensors(setup, stage).Where(tensor => tensor.IsRoutedExpert)
            .Aggregate(Bytes.Zero, (sum, tensor) => sum + coding(tensor).BytesOf(tensor.Rows, tensor.Columns));
        var redundant = setup.Asked.RedundantExperts;
        return Term.Computed("Redundant experts", TermKind.Weights, RedundantExperts(expert, mixture.Experts, redundant, setup.Plan.Expert), RedundantExperts,
            new("x", "bytes of one expert over the layers", expert),
            new("E", "experts of a layer", mixture.Experts),
            new("R", "copies of a layer", redundant),
            new("e", "expert-parallel ranks", setup.Plan.Expert));
    }

    private static IEnumerable<Tensor> StageTensors(ServingSetup setup, PipelineStage stage)
    {
        var (first, count) = PipelineStage.LayersOf(setup.Model, StageWeights.Placement(setup), stage.Index).GetOffsetAndLength(setup.Model.Layers.Count);
        return setup.Model.Tensors().Where(tensor => tensor.Layer >= first && tensor.Layer < first + count);
    }

    private static bool IsAdapted(Tensor tensor) =>
        !tensor.IsVector && tensor.Part is ModelPart.Attention or ModelPart.DenseFeedForward;
}
