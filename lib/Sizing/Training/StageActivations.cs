using Sizing.Explain;
using Sizing.Models;
using Sizing.Training.Published;

namespace Sizing.Training;

/// <summary>The activations of a pipeline stage on one GPU, for one micro-batch and for those in flight.</summary>
internal sealed class StageActivations
{
    private readonly TrainingRun run;
    private readonly PipelineStage stage;
    private readonly IReadOnlyList<LayerActivations> layers;

    internal StageActivations(TrainingRun run, PipelineStage stage)
    {
        this.run = run;
        this.stage = stage;
        var byLayer = stage.Tensors.Where(tensor => tensor is { Layer: not null, Part: not (ModelPart.Vision or ModelPart.Mtp) }).ToLookup(tensor => tensor.Layer!.Value);
        var known = new Dictionary<LayerSpec, LayerActivations>(ReferenceEqualityComparer.Instance);
        layers = [.. stage.Layers.Select(index => known.TryGetValue(run.Model.Layers[index], out var same)
            ? same
            : known[run.Model.Layers[index]] = new(run, run.Model.Layers[index], [.. byLayer[index]]))];
        Largest = layers.MaxBy(Saved)!;
    }

    /// <summary>The layer that keeps most.</summary>
    internal LayerActivations Largest { get; }

    /// <summary>What all layers keep between forward and backward, for the micro-batches in flight.</summary>
    internal Bytes Kept => InFlight(Bytes(layers.Sum(KeptPerToken) / (run.Recompute is Recompute.Full ? run.RecomputeEvery : 1)));

    /// <summary>What is on the GPU of it: all, or two layers when checkpoints are offloaded.</summary>
    internal Bytes Resident => run.Plan.OffloadActivations ? Sizing.Bytes.Min(Kept, Bytes(2 * KeptPerToken(Largest))) : Kept;

    /// <summary>What a layer recomputes before its backward pass.</summary>
    internal Bytes Recomputed => run.Recompute is Recompute.None
        ? Sizing.Bytes.Zero
        : Bytes(Math.Max(0, Saved(Largest) - (run.Recompute is Recompute.Selective ? KeptPerToken(Largest) : 0)) * (run.Recompute is Recompute.Full ? run.RecomputeEvery : 1));

    /// <summary>Gradients inside the backward pass of a layer.</summary>
    internal Bytes Gradients => Bytes(Largest.GradientBytes());

    /// <summary>What one layer keeps, per token.</summary>
    internal static double Saved(LayerActivations layer) => layer.Tensors().Sum(tensor => tensor.BytesPerToken);

    private double KeptPerToken(LayerActivations layer) => run.Recompute switch
    {
        Recompute.None => Saved(layer),
        Recompute.Full => layer.CheckpointBytes,
        Recompute.Selective => layer.CheckpointBytes + SelectivelyKept(layer),
    };

    private double SelectivelyKept(LayerActivations layer) => run.Framework.SelectiveKeepsProducts
        ? layer.Tensors().Where(tensor => tensor.Class is SavedClass.Product).Sum(tensor => tensor.BytesPerToken) / 2
        : layer.Tensors().Where(tensor => tensor.Class is not SavedClass.AttentionCore).Sum(tensor => tensor.BytesPerToken) - layer.CheckpointBytes;

    private Bytes InFlight(Bytes one)
    {
        var factor = run.Plan.Virtual > 1 ? GptBlockActivations.InterleavingFactor(run.Plan.Pipeline, run.Plan.Virtual) : 1;
        return new((long)(one.Count * (double)stage.InFlight * factor));
    }

    private Bytes Bytes(double perToken) => Total(run.TokensPerGpu, perToken);

    /// <summary>Bytes of what is kept per token.</summary>
    /// <param name="tokens">T: tokens of the micro-batch on the GPU.</param>
    /// <param name="perToken">A: bytes per token.</param>
    [Formula("T · A")]
    [Source("Korthikanti et al., arXiv:2205.05198", "§4")]
    internal static Bytes Total(long tokens, double perToken) => new((long)Math.Round(tokens * perToken));
}
