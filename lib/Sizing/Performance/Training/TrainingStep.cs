using Sizing.Explain;
using Sizing.Training;

namespace Sizing.Performance;

/// <summary>The time of an optimizer step, part by part.</summary>
/// <remarks>Left out: the host's own arithmetic and launches, the arithmetic of linear attention and state-space scans (their tensors move as element-wise ones do), transfers between pipeline stages that fill the bubble, stragglers, checkpoints and restarts.</remarks>
internal sealed class TrainingStep
{
    internal const string BubbleName = "Pipeline bubble";

    private const string AttentionName = "Attention core";

    private readonly TrainingRun run;
    private readonly StepConstants constants;
    private readonly ComputeRates rates;
    private readonly TrainingLinks links;
    private readonly RankExchanges exchanges;
    private readonly Timeline line;

    internal TrainingStep(TrainingRun run, ComputeRates rates)
    {
        this.run = run;
        this.rates = rates;
        constants = Data.TrainingData.Default.Step;
        links = new(run, constants);
        var stage = PipelineStage.Candidates(run).First();
        exchanges = new(run, constants, links, stage);
        line = new(run, stage);
    }

    private int Gpus => run.Plan.Gpus;

    private double Tokens => (double)run.GlobalBatch * run.Sequence;

    private bool Recomputes => run.Recompute is Recompute.Full;

    /// <summary>The parts, with matrix products at a share of the peak.</summary>
    internal Term At(double matrixShare, double peak, double halfPeak)
    {
        List<Term> busy = run.Utilization is { } given
            ? [Computing("Computation at the given utilization", TrainingFlops.Of(run).Model(run) * Tokens * run.LearnedShare, peak, given)]
            : Busy(matrixShare, peak, halfPeak);
        var computing = Seconds(busy);
        List<Term> parts = [.. busy, .. Bubble(computing)];
        if (run.Utilization is null)
            parts.AddRange([.. Optimizer(), .. DataParallel(computing)]);
        parts.AddRange([.. Drives(), .. Transfers(Seconds(parts))]);
        return Term.Sum("Time of a step", TermKind.Other, parts) with { Scope = Scope.Cluster };
    }

    private List<Term> Busy(double matrixShare, double peak, double halfPeak)
    {
        List<Term> computation = [.. Computation(matrixShare, peak, halfPeak)];
        var attention = Seconds(computation.Where(part => part.Name == AttentionName));
        computation.AddRange(Moving());
        List<Term> working = [.. computation, .. exchanges.Collectives(Seconds(computation)), .. exchanges.Context(attention)];
        return [.. working, .. exchanges.Pipeline(Seconds(working))];
    }

    private IEnumerable<Term> Computation(double share, double peak, double halfPeak)
    {
        var (layers, experts, head) = TrainingFlops.Of(run).Computed(run);
        yield return Computing("Matrix products of layers", layers * Tokens, peak, share);
        if (experts > 0)
            yield return Computing("Matrix products of routed experts", experts * Tokens, peak, share * constants.GroupedShare);
        if (head > 0)
            yield return Computing("Matrix products of the head", head * Tokens, halfPeak, share);
        if (TrainingFlops.Attention(run) is > 0 and var attention)
            yield return Computing(AttentionName, attention * Tokens, halfPeak, run.Framework.TunesAttention ? rates.TunedAttention : rates.Attention);
    }

    private Term Computing(string name, double flops, double peak, double share) => Of(
        name, TrainingStepFormulas.Computing(flops, Gpus, peak, share), TrainingStepFormulas.Computing,
        new("F", "operations of the step", Amount.Of(flops, Unit.Flops)), new("G", "GPUs", Gpus),
        new("X", "dense peak of a GPU", Amount.Of(peak, Unit.FlopsPerSecond)), new("η", "share of it that the kernels reach", share, Reached(share)));

    /// <summary>The share as what it is: given, or of the row of the GPU's architecture.</summary>
    private Term Reached(double share) => Term.Given("Share of the dense peak", TermKind.Other, share, new(
        run.Utilization is null && run.Rates is null ? $"data/training/rates.csv, {rates.Architecture} in {rates.Compute}".ToLowerInvariant() : "given",
        run.Utilization is null ? $"{100 * rates.Matrix.Low:0} to {100 * rates.Matrix.High:0} % for matrix products: {rates.Source}" : "utilization"));

    private IEnumerable<Term> Moving()
    {
        var passes = constants.ElementPasses + (Recomputes ? constants.RecomputedPasses : 0);
        yield return Moving("Element-wise operations", line.Activations.SavedBytes.Count * (double)run.Accumulation, passes, "bytes that the step's forward passes leave");
    }

    private IEnumerable<Term> Optimizer()
    {
        var states = line.States;
        var bytes = 2.0 * (states.Updated + states.Optimizer).Count + states.Gradients.Count;
        if (run.Plan.OffloadOptimizer)
            return [OnNode("Optimizer step on the host", states.TrainedOnGpu, "trained parameters of one GPU", constants.HostOptimizer)];
        return [Moving("Optimizer step", bytes, 1, "weights and states, read and written, and gradients, read")];
    }

    private IEnumerable<Term> Drives() => run.Plan.OffloadToNvme
        ? [OnNode("Reading and writing NVMe drives", 2.0 * (OffloadedMemory.Nvme(run, line)?.Value.Value ?? 0), "bytes of one GPU, in and out", run.NvmeBytesPerSecond ?? constants.NvmeRate)]
        : [];

    private Term OnNode(string name, double amount, string meaning, double rate) => Of(
        name, TrainingStepFormulas.Shared(amount, links.OnNode, rate), TrainingStepFormulas.Shared,
        new("A", meaning, amount), new("g", "GPUs of the run on a node", links.OnNode), new("r", "rate of the node, per second", rate));

    private Term Moving(string name, double bytes, double passes, string meaning) => Of(
        name, TrainingStepFormulas.Moving(bytes, passes, run.Gpu.BandwidthBytesPerSecond, constants.BandwidthShare), TrainingStepFormulas.Moving,
        new("A", meaning, Amount.Of(bytes, Unit.Bytes)), new("q", "times that each crosses the memory bus", passes),
        new("B", "rate of the memory", Amount.Of(run.Gpu.BandwidthBytesPerSecond, Unit.BytesPerSecond)), new("u", "share of it that kernels reach", constants.BandwidthShare));

    private IEnumerable<Term> Bubble(double busy) => run.Plan.Pipeline == 1
        ? []
        : [Of(
            BubbleName, TrainingStepFormulas.Bubble(busy, run.Plan.Pipeline, run.Accumulation, run.Plan.Virtual), TrainingStepFormulas.Bubble,
            new("K", "time in which a stage works", Amount.Of(busy, Unit.Seconds)), new("p", "stages", run.Plan.Pipeline),
            new("n", "micro-batches of a step", run.Accumulation), new("m", "chunks per stage", run.Plan.Virtual))];

    private IEnumerable<Term> DataParallel(double computing)
    {
        if (run.Plan.StateRanks == 1)
            return [];
        var (weights, gradients) = (Recipe.Of(run).Compute.BytesOf(line.States.Elements).Count, (double)line.States.WholeGradients.Count);
        var sharded = run.Plan.Sharding is StateSharding.Weights;
        var message = sharded ? run.Accumulation * (2.0 * weights + gradients) : run.Adapter is null ? weights + gradients : 2 * gradients;
        var hiding = sharded ? computing : computing / run.Accumulation;
        var seconds = TrainingStepFormulas.Collective(1, message, run.Plan.StateRanks, links.Data, 1);
        return [Hidden("Data-parallel communication, exposed", seconds, hiding, constants.OverlapShare, null) with
        {
            Note = $"{Amount.Of(message, Unit.Bytes)} of weights and gradients at {Amount.Of(links.Data, Unit.BytesPerSecond)}",
        }];
    }

    private IEnumerable<Term> Transfers(double busy) => OffloadTraffic.Seconds(run) is > 0 and var seconds
        ? [Hidden("Transfers to and from the host, exposed", seconds, busy, 1, null)]
        : [];

    internal static Term Hidden(string name, double seconds, double hiding, double share, Term? from) => Of(
        name, TrainingStepFormulas.Exposed(seconds, hiding, share), TrainingStepFormulas.Exposed,
        new("t", "its time", Amount.Of(seconds, Unit.Seconds), from), new("K", "time of the computation beside it", Amount.Of(hiding, Unit.Seconds)),
        new("ω", "share of that time which can hide something", share));

    private static double Seconds(IEnumerable<Term> terms) => terms.Sum(term => term.Value.Value);

    private static Term Of(string name, double seconds, Delegate formula, params IReadOnlyList<Input> inputs) =>
        Term.Computed(name, TermKind.Other, Amount.Of(seconds, Unit.Seconds), formula, inputs);
}
