using Sizing.Performance;
using Sizing.Planning.Warnings;
using Sizing.Training;

namespace Sizing.Planning.Runs;

/// <summary>The runs of one kind of GPU.</summary>
/// <param name="question">The question.</param>
/// <param name="method">What is trained.</param>
/// <param name="memory">Memory of the shapes.</param>
/// <param name="flops">Operations of a token that no run computes without.</param>
/// <param name="gpu">The GPU.</param>
/// <param name="owned">Those at hand, or null where as many as needed can be had.</param>
internal sealed class GpuRuns(TrainingQuestion question, TrainingMethod method, RunMemory memory, RunFlops flops, GpuSpec gpu, GpuGroup? owned)
{
    private const int MostGpus = 16_384;
    private const int GpusOfServer = 8;

    /// <summary>Counts beyond the first that is enough which are looked at: more GPUs cost more, but for what recomputation and sharding they save.</summary>
    private const int FurtherCounts = 1;

    private readonly double? rent = owned is null ? GpuHour.Rented(gpu, null, question.Prices)?.Value.Value : null;
    private readonly double share = TrainingCompute.RatesOf(new(question.Model, gpu)).Matrix.Typical;
    private readonly PlanConstraints limits = question.Constraints;

    /// <summary>The best run, or why there is none.</summary>
    /// <param name="prune">Whether shapes that cannot be faster than the fastest known are left out.</param>
    internal (RunCandidate? Best, RunMiss? Miss) Best(bool prune)
    {
        if (Excluded() is { } excluded)
            return (null, excluded);
        List<RunCandidate> enough = [];
        RunCandidate? fastest = null;
        var after = 0;
        foreach (var count in Counts())
        {
            if (Fastest(count, prune) is not { } run)
                continue;
            fastest = fastest is null || run.Seconds < fastest.Seconds ? run : fastest;
            if (run.Seconds <= (question.DeadlineSeconds ?? double.MaxValue))
                enough.Add(run);
            if (enough.Count > 0 && owned is null && after++ == FurtherCounts)
                break;
        }

        if (enough.Count == 0)
            return (null, (fastest ?? Any(prune)) is { } slow ? TooSlow(slow) : TooLarge());
        var best = enough.Order(owned is null ? RunCandidate.Cheapest : RunCandidate.Fastest).First();
        return OverBudget(best) is { } miss ? (null, miss) : (best, null);
    }

    /// <summary>The fastest run on so many GPUs, or null where none fits.</summary>
    private RunCandidate? Fastest(int count, bool prune)
    {
        RunCandidate? best = null;
        foreach (var (shape, least) in RunShape.Divisions(question, method, count, Node)
            .SelectMany(division => memory.Fitting(division, gpu.UsableMemory))
            .Select(shape => (Shape: shape, Least: Least(shape))).OrderBy(pair => pair.Least))
        {
            if (prune && best is not null && least > best.Seconds)
                break;
            var run = shape.Of(question, method, gpu) with { DollarsPerGpuHour = rent };
            var candidate = new RunCandidate(run, TrainingCompute.Of(run).Seconds);
            if (best is null || RunCandidate.Fastest.Compare(candidate, best) < 0)
                best = candidate;
        }

        return best;
    }

    /// <summary>The run on the most GPUs that fits, whatever the deadline.</summary>
    private RunCandidate? Any(bool prune) => question.DeadlineSeconds is null
        ? null
        : RunShape.Powers(Most).Reverse().Select(count => Fastest(count, prune)).FirstOrDefault(run => run is not null);

    private double Least(RunShape shape) => RunFlops.LeastSeconds(
        question.Tokens, shape.Recompute is Recompute.Full ? flops.Recomputed : flops.Plain, shape.Gpus, Peak, share,
        TrainingStepFormulas.Bubble(1, shape.Pipeline, question.GlobalBatch / (shape.MicroBatch * shape.Data), 1));

    private double Peak => gpu.Peak[NumberFormat.Bf16].FlopsPerSecond;

    private int Node => GpuSupply.IsJoined(gpu) ? GpusOfServer : 1;

    private int Most => Math.Min(
        Math.Min(limits.MaxGpus ?? MostGpus, Node == 1 ? 1 : owned?.Count ?? MostGpus),
        Math.Min(limits.OneNode ? owned?.System?.Gpus ?? GpusOfServer : MostGpus, limits.MaxPowerWatts is { } watts && gpu.TdpWatts is { } each ? (int)(watts / each) : MostGpus));

    /// <summary>Powers of two, and all that are at hand; fewer than the deadline needs for its matrix products alone are left out.</summary>
    private IEnumerable<int> Counts()
    {
        var fewest = question.DeadlineSeconds is { } deadline
            ? RunFlops.LeastSeconds(question.Tokens, flops.Plain, 1, Peak, share, 0) / deadline
            : 1;
        return RunShape.Powers(Most).Concat(owned is null ? [] : [Most]).Distinct().Where(count => count >= fewest);
    }

    private RunMiss? Excluded()
    {
        if (limits.Vendors.Count > 0 && !limits.Vendors.Contains(gpu.Vendor, StringComparer.OrdinalIgnoreCase))
            return Miss(Hurdle.Vendor, $"{gpu.Vendor} is not among the makers that are allowed.", 1, $"No GPU of the catalog that trains is made by {string.Join(" or ", limits.Vendors)}; NVIDIA and AMD make some.");
        if (limits.PcieOnly && !GpuOffers.IsCard(gpu))
            return Miss(Hurdle.Slot, "It is no card in a PCI Express slot.", 1, "No card in a PCI Express slot is among the GPUs that are allowed.");
        if (limits.DataCenter && HardwareWarnings.IsGeForce(gpu))
            return Miss(Hurdle.Licence, "The licence of the GeForce driver does not allow a data center.", 1, "The licence of the GeForce driver does not allow a data center; a workstation or data-center card is allowed.");
        if (gpu.IsUnifiedMemory || !(gpu.Vendor == "NVIDIA" || gpu.Name.StartsWith("MI", StringComparison.Ordinal)))
            return Miss(Hurdle.Precision, "The speed of training is predicted for NVIDIA cards and AMD Instinct alone.", 1, $"The speed of training on {gpu.Name} is not predicted; ask train for its memory.");
        if (!gpu.Peak[NumberFormat.Bf16].IsKnown)
            return Miss(Hurdle.Precision, "It has no matrix units for BF16.", 1, $"{gpu.Name} has no matrix units for BF16; train in FP16 is asked of train.");
        return Most < 1 ? Miss(Hurdle.Power, $"One takes {gpu.TdpWatts:N0} W.", gpu.TdpWatts ?? 0, $"{limits.MaxPowerWatts:N0} W are too little: one {gpu.Name} takes {gpu.TdpWatts:N0} W.") : null;
    }

    private RunMiss TooLarge() => Miss(
        Hurdle.Memory, $"No division over up to {Most:N0} of them holds the run.", 1 / (Most * (double)gpu.UsableMemory.Count),
        $"{RunMethods.Name(method)} of {question.Model.Name} at {question.Sequence:N0} tokens fits on no division of {(owned is null ? $"up to {Most:N0} × {gpu.Name}" : $"{owned}")}"
        + (owned is not null && Longest() is { } longest ? $"; sequences of up to {longest:N0} tokens fit." : "; no shorter sequence fits either."));

    /// <summary>The longest sequence of the leanest shape on the GPUs at hand.</summary>
    private int? Longest()
    {
        var lean = new RunShape(Most, 1, 1, 1, Most > 1 ? StateSharding.Weights : StateSharding.None, Recompute.Full, 1).Of(question with { GlobalBatch = Most }, method, gpu);
        return TrainingLimits.LongestSequence(lean);
    }

    private RunMiss TooSlow(RunCandidate fastest) => Miss(
        Hurdle.Traffic, $"It takes {Days(fastest.Seconds)} at best ({fastest.Run.Plan.Gpus:N0} of them).", fastest.Seconds,
        $"No run ends within {Days(question.DeadlineSeconds!.Value)}: the nearest takes {Days(fastest.Seconds)} on {fastest.Run.Plan.Gpus:N0} × {gpu.Name}.");

    private RunMiss? OverBudget(RunCandidate best) => question.BudgetDollars is not { } budget || best.Dollars <= budget ? null
        : best.Dollars is { } dollars
            ? Miss(Hurdle.Budget, $"{best.Run.Plan.Gpus:N0} of them cost ${dollars:N0}.", dollars, $"${budget:N0} are too little: the cheapest run costs ${dollars:N0}, on {best.Run.Plan.Gpus:N0} × {gpu.Name}.")
            : Miss(Hurdle.Price, "No rent is known.", 1, $"No rent of {gpu.Name} is known; ask without a budget, or give a price.");

    private RunMiss Miss(Hurdle hurdle, string reason, double nearest, string whyNone) => new(gpu, hurdle, reason, nearest, whyNone);

    private static string Days(double seconds) =>
        seconds >= 86_400 ? $"{seconds / 86_400:0.#} days" : seconds >= 3_600 ? $"{seconds / 3_600:0.#} hours" : $"{seconds / 60:0.##} minutes";
}
