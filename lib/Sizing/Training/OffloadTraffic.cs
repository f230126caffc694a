using Sizing.Explain;
using Sizing.Hardware;

namespace Sizing.Training;

/// <summary>What offloading moves between GPU and host, and how long PCI Express takes for it.</summary>
public static class OffloadTraffic
{
    /// <summary>Bytes that one GPU moves per step.</summary>
    /// <param name="gradients">G: gradients that leave for an optimizer on the host; 0 without one.</param>
    /// <param name="weights">W: weights of the rank in the compute type.</param>
    /// <param name="activations">A: checkpoints of a micro-batch; 0 when they stay.</param>
    /// <param name="microBatches">n: micro-batches of the step.</param>
    /// <param name="returnsWeights">u: 1 when updated weights come back from an optimizer on the host, else 0.</param>
    /// <param name="streamsWeights">v: 1 when weights live on the host and are read for forward and backward, else 0.</param>
    [Formula("G + u · W + 2 · n · v · W + 2 · n · A")]
    [Source("ZeRO-Offload, arXiv:2101.06840", "§3.2 and §4.1: gradients out, updated weights back")]
    [Source("ZeRO, arXiv:1910.02054", "§4.2.1: checkpoints out and back")]
    public static double BytesPerStep(double gradients, double weights, double activations, int microBatches, int returnsWeights, int streamsWeights) =>
        gradients + returnsWeights * weights + 2.0 * microBatches * (streamsWeights * weights + activations);

    /// <summary>Seconds per step that the most loaded GPU's PCI Express is busy; the host's own arithmetic is left out.</summary>
    /// <exception cref="SizingException">The GPU's PCI Express is not known.</exception>
    internal static double Seconds(TrainingRun run)
    {
        var plan = run.Plan;
        if (!(plan.OffloadOptimizer || plan.OffloadWeights || plan.OffloadActivations))
            return 0;
        if (run.Gpu is not { PcieGeneration: { } generation, PcieLanes: { } lanes })
            throw new SizingException($"The PCI Express of {run.Gpu.Name} is not known, so offloading cannot be timed; choose another GPU.");
        var line = new Timeline(run, PipelineStage.Candidates(run).First());
        var ranks = plan.Sharding is StateSharding.Weights ? plan.StateRanks : 1;
        var weights = Recipe.Of(run).Compute.BytesOf(line.States.Trained).DividedOver(ranks);
        var bytes = BytesPerStep(
            plan.OffloadOptimizer ? line.States.Gradients.Count : 0,
            plan.OffloadWeights ? line.States.Weights.Count : weights.Count,
            plan.OffloadActivations ? line.Activations.Kept.Count : 0,
            run.Accumulation,
            plan.OffloadOptimizer ? 1 : 0,
            plan.OffloadWeights ? 1 : 0);
        return bytes / Interconnect.PcieBytesPerSecond(generation, lanes);
    }
}
