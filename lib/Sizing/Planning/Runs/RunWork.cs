using Sizing.Models;
using Sizing.Performance;
using Sizing.Training;

namespace Sizing.Planning.Runs;

/// <summary>What a run asks of all its GPUs together; no division asks for less.</summary>
internal sealed class RunWork
{
    private readonly TrainingRun whole;
    private readonly StageStates states;
    private readonly (double Layers, double Experts, double Head) products;
    private readonly double attention;
    private readonly FirstLayers[] first;
    private readonly IReadOnlyList<int> routes;

    /// <param name="whole">The run on one GPU, one sequence at a time.</param>
    internal RunWork(TrainingRun whole)
    {
        this.whole = whole;
        (Layers, GlobalBatch) = (whole.Model.Layers.Count, (int)whole.GlobalBatch);
        var stage = PipelineStage.Candidates(whole).First();
        states = new(whole, stage);
        products = TrainingFlops.Of(whole).Computed(whole);
        attention = TrainingFlops.Attention(whole);
        first = FirstLayers.Of(whole, stage);
        routes = [.. whole.Model.Layers.Select(layer => layer.FeedForward).OfType<MixtureOfExperts>().Select(experts => experts.ExpertsPerToken)];
    }

    private int Layers { get; }

    private int GlobalBatch { get; }

    /// <summary>
    /// Fewest bytes that a division leaves on the most loaded GPU, were all divided evenly: weights and optimizer states with gradients, or with the
    /// activations that the first stage keeps.
    /// </summary>
    internal Bytes LeastBytes(RunShape shape)
    {
        var optimizer = shape.Offloads || whole.Optimizer.IsPaged ? Bytes.Zero : states.Master + states.Optimizer;
        var gradients = shape.Offloads ? Bytes.Zero : states.Gradients;
        double Share(Bytes bytes, StateSharding from) => bytes.Count / (double)(shape.Sharding >= from ? shape.StateRanks : 1) / (shape.Tensor * shape.Pipeline * shape.Expert);
        var kept = FirstStage(shape).Kept * Math.Min(shape.Accumulation(GlobalBatch), shape.Pipeline) / (shape.Tensor * shape.Context);
        return new((long)(Share(states.Weights + states.AdapterWeights, StateSharding.Weights) + Share(optimizer, StateSharding.Optimizer) + Math.Max(kept, Share(gradients, StateSharding.Gradients))));
    }

    /// <summary>
    /// A time that no step of a shape is faster than: its parts as <see cref="TrainingStep"/> has them, were layers and states divided evenly and all
    /// rates those of the best case. Exchange between stages and around the ring of context ranks, and transfers, are left out.
    /// </summary>
    internal double LeastSeconds(in RunShape shape, in RunRates rates)
    {
        var busy = Computing(shape, rates) + Exchanging(shape, rates);
        return busy + TrainingStepFormulas.Bubble(busy, shape.Pipeline, shape.Accumulation(GlobalBatch), shape.Virtual) + Optimizer(shape, rates) + Reducing(shape, rates, busy);
    }

    private double Computing(in RunShape shape, in RunRates rates)
    {
        var (gpus, tokens) = (shape.Gpus, (double)whole.GlobalBatch * whole.Sequence);
        var (peak, share) = shape.Fp8 ? (rates.Fp8Peak, rates.Fp8Share) : (rates.Peak, rates.Share);
        return TrainingStepFormulas.Computing(products.Layers * tokens, gpus, peak, share)
            + TrainingStepFormulas.Computing(products.Experts * tokens, gpus, peak, share * rates.Step.GroupedShare)
            + TrainingStepFormulas.Computing(products.Head * tokens, gpus, rates.Peak, share)
            + TrainingStepFormulas.Computing(attention * tokens, gpus, rates.Peak, shape.Divides ? rates.TunedAttention : rates.Attention)
            + TrainingStepFormulas.Moving(
                FirstStage(shape).Saved * GlobalBatch * shape.Pipeline / gpus,
                rates.Step.ElementPasses + (shape.Recompute is Recompute.Full ? rates.Step.RecomputedPasses : 0), rates.Bandwidth, rates.Step.BandwidthShare);
    }

    private double Exchanging(in RunShape shape, in RunRates rates)
    {
        var (microBatches, full) = (shape.Accumulation(GlobalBatch), shape.Recompute is Recompute.Full);
        var hidden = shape.MicroBatch * (double)whole.Sequence / shape.Context * whole.Model.HiddenSize * 2;
        var tensor = TrainingStepFormulas.Collective(
            Layers / shape.Pipeline * microBatches * (full ? 12.0 : 8), hidden, shape.Tensor, rates.Between(shape.Tensor, 1), rates.Step.TensorParallelExposed);
        return shape.Expert == 1 || routes.Count == 0
            ? tensor
            : tensor + TrainingStepFormulas.Collective(routes.Sum() / shape.Pipeline * microBatches * (full ? 6.0 : 4), hidden, shape.Expert, rates.Expert(shape.Expert, routes.Max()), 1);
    }

    private double Optimizer(in RunShape shape, in RunRates rates) => shape.Offloads || shape.Pipeline > 1
        ? 0
        : TrainingStepFormulas.Moving((2.0 * (states.Updated + states.Optimizer).Count + states.Gradients.Count) / shape.Gpus, 1, rates.Bandwidth, rates.Step.BandwidthShare);

    /// <summary>What computation does not hide of weights and gradients of layers that data ranks exchange.</summary>
    private double Reducing(in RunShape shape, in RunRates rates, double busy)
    {
        if (shape.StateRanks == 1)
            return 0;
        var elements = (FirstStage(shape).Dense + FirstStage(shape).Routed / shape.Expert) / shape.Tensor;
        var (weights, gradients) = (2 * elements, whole.Adapter is null ? 2 * elements : 0);
        var (sharded, microBatches) = (shape.Sharding is StateSharding.Weights, shape.Accumulation(GlobalBatch));
        var message = sharded ? microBatches * (2 * weights + gradients) : whole.Adapter is null ? weights + gradients : 0;
        var seconds = TrainingStepFormulas.Collective(1, message, shape.StateRanks, rates.Between(shape.StateRanks, shape.Tensor), 1);
        return TrainingStepFormulas.Exposed(seconds, sharded ? busy : busy / microBatches, rates.Step.OverlapShare);
    }

    /// <summary>The layers of the first stage, which has no more than the others.</summary>
    private FirstLayers FirstStage(in RunShape shape) => first[Layers / shape.Pipeline];
}
