using Sizing.Performance;
using Sizing.Planning.Warnings;
using Sizing.Training;

namespace Sizing.Planning.Runs;

/// <summary>The runs of one kind of GPU.</summary>
/// <param name="question">The question.</param>
/// <param name="method">What is trained.</param>
/// <param name="memory">Memory and work of the shapes.</param>
/// <param name="shapes">Every shape on servers of a size.</param>
/// <param name="gpu">The GPU.</param>
/// <param name="owned">Those at hand, or null where as many as needed can be had.</param>
internal sealed class GpuRuns(TrainingQuestion question, TrainingMethod method, RunMemory memory, Func<int, IReadOnlyList<RunShape>> shapes, GpuSpec gpu, GpuGroup? owned)
{
    internal const int MostGpus = 16_384;

    private readonly double? rent = owned is null ? GpuHour.Rented(gpu, null, question.Prices)?.Value.Value : null;
    private readonly PlanConstraints limits = question.Constraints;
    private readonly double steps = question.Tokens / ((double)question.GlobalBatch * question.Sequence);

    /// <summary>The best run, or why there is none.</summary>
    /// <param name="prune">Whether shapes that cannot be better than the best known are left out.</param>
    internal (RunCandidate? Best, RunMiss? Miss) Best(bool prune)
    {
        if (Excluded() is { } excluded)
            return (null, excluded);
        var deadline = question.DeadlineSeconds ?? double.MaxValue;
        var best = Search(hours: owned is null, deadline, prune);
        if (best is null)
            return (null, question.DeadlineSeconds is not null && Search(hours: false, double.MaxValue, prune) is { } slow ? TooSlow(slow) : TooLarge());
        return OverBudget(best) is { } miss ? (null, miss) : (best, null);
    }

    /// <summary>
    /// The run of fewest GPU-hours, or the fastest, that ends in time. Shapes come in the order of a time that none of them beats, and the search
    /// ends where that is no longer below the best.
    /// </summary>
    private RunCandidate? Search(bool hours, double deadline, bool prune)
    {
        var order = hours ? RunCandidate.FewestHours : RunCandidate.Soonest;
        RunCandidate? best = null;
        foreach (var (shape, least) in Promising(hours, deadline, prune))
        {
            if (prune && best is not null && least > RunCandidate.Step(hours ? best.GpuHours : best.Seconds))
                break;
            if (prune && best is not null && least == RunCandidate.Step(hours ? best.GpuHours : best.Seconds) && shape.Gpus > best.Run.Plan.Gpus)
                continue;
            if (memory.Fitting(shape, gpu.UsableMemory, prune) is not { } fits)
                continue;
            var run = fits.Of(question, method, gpu) with { DollarsPerGpuHour = rent };
            var candidate = new RunCandidate(run, TrainingCompute.Of(run).Seconds);
            if (candidate.Seconds <= deadline && (best is null || order.Compare(candidate, best) < 0))
                best = candidate;
        }

        return best;
    }

    /// <summary>The shapes with what each takes at least, of GPU-hours or seconds, the least first; of equal ones those of fewer GPUs.</summary>
    private IEnumerable<(RunShape Shape, double Least)> Promising(bool hours, double deadline, bool prune)
    {
        var rates = RunRates.Of(question.Model, gpu);
        List<(RunShape Shape, double Least)> kept = [];
        foreach (var shape in shapes(Node))
        {
            if (shape.Gpus > Most || (shape.Fp8 && rates.Fp8Peak == 0))
                continue;
            var seconds = steps * memory.Work(shape).LeastSeconds(shape, rates);
            if (!prune || seconds <= deadline)
                kept.Add((shape, RunCandidate.Step(hours ? seconds / 3600 * shape.Gpus : seconds)));
        }

        return kept.OrderBy(each => each.Least).ThenBy(each => each.Shape.Gpus);
    }

    /// <summary>GPUs of a server.</summary>
    internal int Node { get; } = (owned is null ? GpuSupply.Of(gpu, CostBasis.Rent, question.Prices).First() : GpuSupply.Of(owned)).Node;

    private int Most => Math.Min(
        Math.Min(limits.MaxGpus ?? MostGpus, Node == 1 && !gpu.IsAlone ? 1 : owned?.Count ?? MostGpus),
        Math.Min(limits.OneNode ? Node : MostGpus, limits.MaxPowerWatts is { } watts && gpu.TdpWatts is { } each ? (int)(watts / each) : MostGpus));

    private RunMiss? Excluded()
    {
        if (limits.Vendors.Count > 0 && !limits.Vendors.Contains(gpu.Vendor, StringComparer.OrdinalIgnoreCase))
            return Miss(Hurdle.Vendor, $"{gpu.Vendor} is not among the makers that are allowed.", 1, () => $"No GPU of the catalog that trains is made by {string.Join(" or ", limits.Vendors)}; NVIDIA and AMD make some.");
        if (limits.PcieOnly && !GpuOffers.IsCard(gpu))
            return Miss(Hurdle.Slot, "It is no card in a PCI Express slot.", 1, () => "No card in a PCI Express slot is among the GPUs that are allowed.");
        if (limits.DataCenter && HardwareWarnings.IsGeForce(gpu))
            return Miss(Hurdle.Licence, "The licence of the GeForce driver does not allow a data center.", 1, () => "The licence of the GeForce driver does not allow a data center; a workstation or data-center card is allowed.");
        if (gpu.IsUnifiedMemory || !(gpu.Vendor == "NVIDIA" || gpu.Name.StartsWith("MI", StringComparison.Ordinal)))
            return Miss(Hurdle.Precision, "The speed of training is predicted for NVIDIA cards and AMD Instinct alone.", 1, () => $"The speed of training on {gpu.Name} is not predicted; ask train for its memory.");
        if (!gpu.Peak[NumberFormat.Bf16].IsKnown)
            return Miss(Hurdle.Precision, "It has no matrix units for BF16.", 1, () => $"{gpu.Name} has no matrix units for BF16; train in FP16 is asked of train.");
        return Most < 1 ? Miss(Hurdle.Power, $"One takes {gpu.TdpWatts:N0} W.", gpu.TdpWatts ?? 0, () => $"{limits.MaxPowerWatts:#,0.##} W are too little: one {gpu.Name} takes {gpu.TdpWatts:N0} W.") : null;
    }

    private RunMiss TooLarge() => Miss(
        Hurdle.Memory, $"No division over up to {Most:N0} of them holds the run.", 1 / (Most * (double)gpu.UsableMemory.Count),
        () => $"{RunMethods.Name(method)} of {question.Model.Name} at {question.Sequence:N0} tokens fits on no division of {(owned is null ? $"up to {Most:N0} × {gpu.Name}" : $"{owned}")}"
        + (Longest() is { } longest ? $"; sequences of up to {longest:N0} tokens fit." : "; no shorter sequence fits either."));

    /// <summary>The longest sequence of the leanest shape: states divided over all GPUs that the batch has sequences for.</summary>
    private int? Longest()
    {
        var ranks = owned is null ? Math.Min(Most, question.GlobalBatch) : Most;
        return TrainingLimits.LongestSequence(
            new RunShape(ranks, 1, 1, 1, ranks > 1 ? StateSharding.Weights : StateSharding.None, Recompute.Full, 1).Of(question with { GlobalBatch = ranks }, method, gpu));
    }

    private RunMiss TooSlow(RunCandidate fastest) => Miss(
        Hurdle.Traffic, $"It takes {Days(fastest.Seconds)} at best ({fastest.Run.Plan.Gpus:N0} of them).", fastest.Seconds,
        () => $"No run ends within {Days(question.DeadlineSeconds!.Value)}: the nearest takes {Days(fastest.Seconds)} on {fastest.Run.Plan.Gpus:N0} × {gpu.Name}.");

    private RunMiss? OverBudget(RunCandidate best) => question.BudgetDollars is not { } budget || best.Dollars <= budget ? null
        : best.Dollars is { } dollars
            ? Miss(Hurdle.Budget, $"{best.Run.Plan.Gpus:N0} of them cost ${dollars:N0}.", dollars, () => $"${budget:#,0.##} are too little: the cheapest run costs ${dollars:#,0.##}, on {best.Run.Plan.Gpus:N0} × {gpu.Name}.")
            : Miss(Hurdle.Price, "No rent is known.", 1, () => $"No rent of {gpu.Name} is known; ask without a budget, or give a price.");

    private RunMiss Miss(Hurdle hurdle, string reason, double nearest, Func<string> whyNone) => new(gpu, hurdle, reason, nearest, whyNone);

    private static string Days(double seconds) =>
        seconds >= 86_400 ? $"{seconds / 86_400:0.#} days" : seconds >= 3_600 ? $"{seconds / 3_600:0.#} hours" : $"{seconds / 60:0.##} minutes";
}
