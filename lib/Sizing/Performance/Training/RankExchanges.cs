using Sizing.Explain;
using Sizing.Models;
using Sizing.Training;

namespace Sizing.Performance;

/// <summary>What ranks send each other inside the forward and backward passes of a step.</summary>
internal sealed class RankExchanges(TrainingRun run, StepConstants constants, TrainingLinks links, PipelineStage stage)
{
    private const double BytesPerElement = 2;

    private readonly TrainingPlan plan = run.Plan;

    private int LayersOnStage => run.Model.Layers.Count / plan.Pipeline;

    private bool Recomputes => run.Recompute is Recompute.Full;

    private double HiddenBytes => run.TokensPerGpu * (double)run.Model.HiddenSize * BytesPerElement;

    /// <summary>Collectives of tensor and expert parallelism, as far as computation does not hide them.</summary>
    /// <param name="computing">Time of the computation of another micro-batch beside the exchange of experts.</param>
    internal IEnumerable<Term> Collectives(double computing)
    {
        var repeats = LayersOnStage * run.Accumulation;
        if (plan.Tensor > 1)
            yield return Collective("Tensor-parallel collectives", repeats * (Recomputes ? 12 : 8), HiddenBytes, plan.Tensor, links.Tensor, constants.TensorParallelExposed);
        var routes = run.Model.Layers.Select(layer => layer.FeedForward).OfType<MixtureOfExperts>().Select(experts => experts.ExpertsPerToken).ToList();
        if (plan.Expert == 1 || routes.Count == 0)
            yield break;
        var exchange = Collective(
            "Expert-parallel exchange", routes.Sum() / plan.Pipeline * run.Accumulation * (Recomputes ? 6 : 4), HiddenBytes, plan.Expert, links.Expert(routes.Max()), 1);
        yield return plan.OverlapsExperts
            ? TrainingStep.Hidden("Expert-parallel exchange, exposed", exchange.Value.Value, computing, constants.OverlapShare, exchange)
            : exchange;
    }

    /// <summary>Keys and values that go around the ring of context-parallel ranks, beside the attention that reads them.</summary>
    /// <param name="attention">Time of the attention core.</param>
    internal IEnumerable<Term> Context(double attention)
    {
        if (plan.Context == 1)
            yield break;
        var (bytes, trips) = (run.TokensPerGpu * BytesPerElement * KeyValueRows, run.Accumulation * (Recomputes ? 4 : 3));
        var seconds = TrainingStepFormulas.Ring(bytes, trips, plan.Context, links.Context);
        yield return TrainingStep.Hidden("Context-parallel exchange, exposed", seconds, attention, constants.OverlapShare, Term.Computed(
            "Time of the ring", TermKind.Other, Amount.Of(seconds, Unit.Seconds), TrainingStepFormulas.Ring,
            new("b", "keys and values of a rank's tokens in the layers of the stage", Amount.Of(bytes, Unit.Bytes)), new("k", "trips of a step: one forward, two backward", trips),
            new("c", "context-parallel ranks", plan.Context), new("R", "rate that one rank reaches", Amount.Of(links.Context, Unit.BytesPerSecond))));
    }

    /// <summary>Hidden states and their gradients between stages; an interleaved schedule hides them, 1F1B waits for them.</summary>
    /// <param name="computing">Time of the computation beside them.</param>
    internal IEnumerable<Term> Pipeline(double computing)
    {
        if (plan.Pipeline == 1)
            yield break;
        var message = HiddenBytes / (plan.SequenceParallel ? plan.Tensor : 1);
        var seconds = TrainingStepFormulas.StageTransfers(run.Accumulation, plan.Virtual, message, links.Pipeline);
        yield return TrainingStep.Hidden("Transfers between stages, exposed", seconds, plan.Virtual > 1 ? computing : 0, constants.OverlapShare, Term.Computed(
            "Time of the transfers", TermKind.Other, Amount.Of(seconds, Unit.Seconds), TrainingStepFormulas.StageTransfers,
            new("n", "micro-batches of a step", run.Accumulation), new("m", "chunks per stage", plan.Virtual),
            new("b", "hidden states of a micro-batch on the rank", Amount.Of(message, Unit.Bytes)), new("R", "rate that one rank reaches", Amount.Of(links.Pipeline, Unit.BytesPerSecond))));
    }

    private double KeyValueRows => stage.Tensors.Where(tensor => tensor is { IsVector: false, Layer: not null, Part: ModelPart.Attention }).Sum(tensor => (double)(tensor.Role switch
    {
        TensorRole.Key or TensorRole.Value or TensorRole.KeyValueUp => tensor.Rows,
        TensorRole.QueryKeyValue => tensor.KeyValueRows,
        _ => 0,
    }));

    private static Term Collective(string name, double count, double message, int ranks, double rate, double exposed) => Term.Computed(
        name, TermKind.Other, Amount.Of(TrainingStepFormulas.Collective(count, message, ranks, rate, exposed), Unit.Seconds), TrainingStepFormulas.Collective,
        new("c", "collectives of the step", count), new("m", "bytes of one", Amount.Of(message, Unit.Bytes)), new("N", "ranks", ranks),
        new("R", "rate that one rank reaches", Amount.Of(rate, Unit.BytesPerSecond)), new("x", "share that computation does not hide", exposed));
}
