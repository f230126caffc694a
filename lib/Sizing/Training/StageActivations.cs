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
    internal Bytes Kept => KeptBytes(run.TokensPerGpu, KeptPerToken, stage.InFlight, Interleaving);

    /// <summary>What the forward passes of all layers of the stage make for their backward passes, kept or recomputed, for one micro-batch.</summary>
    internal Bytes SavedBytes => Bytes(layers.Sum(Saved));

    /// <summary>Bytes per token that all layers of the stage keep.</summary>
    internal double KeptPerToken => layers.Sum(KeptOf) / (run.Recompute is Recompute.Full ? run.RecomputeEvery : 1);

    /// <summary>The factor of an interleaved schedule; 1 without one.</summary>
    internal double Interleaving => run.Plan.Virtual > 1 ? GptBlockActivations.InterleavingFactor(run.Plan.Pipeline, run.Plan.Virtual) : 1;

    /// <summary>What is on the GPU of it: all, or two layers when checkpoints are offloaded.</summary>
    internal Bytes Resident => run.Plan.OffloadActivations ? Sizing.Bytes.Min(Kept, Bytes(2 * KeptOf(Largest))) : Kept;

    /// <summary>What a layer recomputes before its backward pass.</summary>
    internal Bytes Recomputed => run.Recompute is Recompute.None
        ? Sizing.Bytes.Zero
        : Bytes(Math.Max(0, Saved(Largest) - (run.Recompute is Recompute.Selective ? KeptOf(Largest) : 0)) * (run.Recompute is Recompute.Full ? run.RecomputeEvery : 1));

    /// <summary>Gradients of the checkpoints, for all layers but the first two.</summary>
    internal Bytes HeldGradients => Bytes(layers.Skip(2).Sum(layer => layer.CheckpointBytes));

    /// <summary>Gradients inside the backward pass of a layer.</summary>
    internal Bytes Gradients => Bytes(Largest.GradientBytes());

    /// <summary>What each layer saves, and what it keeps, in bytes per token.</summary>
    internal IEnumerable<(double Saved, double Kept)> ByLayer => layers.Select(layer => (Saved(layer), KeptOf(layer)));

    /// <summary>What one layer keeps, per token.</summary>
    internal static double Saved(LayerActivations layer) => layer.Tensors().Sum(tensor => tensor.BytesPerToken);

    private double KeptOf(LayerActivations layer) => run.Recompute switch
    {
        Recompute.None => Saved(layer),
        Recompute.Full => layer.CheckpointBytes,
        Recompute.Selective => layer.CheckpointBytes + SelectivelyKept(layer),
    };

    private double SelectivelyKept(LayerActivations layer) => run.Framework.SelectiveKeepsProducts
        ? layer.Tensors().Where(tensor => tensor.Class is SavedClass.Product).Sum(tensor => tensor.BytesPerToken) / 2
        : layer.Tensors().Where(tensor => tensor.Class is not SavedClass.AttentionCore).Sum(tensor => tensor.BytesPerToken) - layer.CheckpointBytes;

    private Bytes Bytes(double perToken) => new((long)Math.Round(run.TokensPerGpu * perToken));

    /// <summary>What the layers of a stage keep for all micro-batches in flight.</summary>
    /// <param name="tokens">T: tokens of the micro-batch on the GPU.</param>
    /// <param name="perToken">A: bytes per token.</param>
    /// <param name="inFlight">n: micro-batches in flight.</param>
    /// <param name="interleaving">i: factor of an interleaved schedule.</param>
    [Formula("T · A · n · i")]
    [Source("Korthikanti et al., arXiv:2205.05198", "§4")]
    internal static Bytes KeptBytes(long tokens, double perToken, int inFlight, double interleaving) =>
        new((long)Math.Round(tokens * perToken * inFlight * interleaving));
}
