using System.Collections.Concurrent;
using Sizing.Performance;
using Sizing.Training;

namespace Sizing.Planning.Runs;

/// <summary>The search over methods and GPUs: the best run of each GPU for the first method that has one.</summary>
internal sealed class RunSearch(TrainingQuestion question, IReadOnlyList<GpuSpec> catalog, bool prune = true)
{
    private readonly List<(GpuSpec Gpu, GpuGroup? Owned)> offers = question.Constraints.Have.Count > 0
        ? [.. question.Constraints.Have.Select(group => (group.Gpu, (GpuGroup?)group))]
        : [.. catalog.Select(gpu => (gpu, (GpuGroup?)null))];

    private bool HasOwn => question.Constraints.Have.Count > 0;

    internal TrainingDeployments Find()
    {
        List<string> impossible = [];
        TrainingRun? nearest = null;
        foreach (var method in question.Methods)
        {
            var (found, misses) = Of(method);
            if (found.Count > 0)
                return Answer(method, found, misses, impossible, nearest);
            var miss = misses.OrderByDescending(each => each.Hurdle).ThenBy(each => each.Nearest).First();
            if (miss.WhyNone() is var sentence && !impossible.Contains(sentence))
                impossible.Add(sentence);
            nearest ??= miss.Hurdle is Hurdle.Memory ? NearestOf(method, miss.Gpu) : null;
        }

        return new() { Question = question, Plans = [], Rejected = [], NotPossible = impossible, WhyNone = impossible[0], Nearest = nearest };
    }

    private (List<RunCandidate> Found, List<RunMiss> Misses) Of(TrainingMethod method)
    {
        var memory = new RunMemory(question, method);
        var shapes = new ConcurrentDictionary<int, Lazy<IReadOnlyList<RunShape>>>();
        IReadOnlyList<RunShape> ShapesOf(int node) => shapes.GetOrAdd(node, each => new(() => RunShapes.Of(question, method, each, GpuRuns.MostGpus))).Value;
        var results = offers.AsParallel().AsOrdered().Select(offer => new GpuRuns(question, method, memory, ShapesOf, offer.Gpu, offer.Owned).Best(prune)).ToList();
        return ([.. results.Select(result => result.Best).OfType<RunCandidate>()], [.. results.Select(result => result.Miss).OfType<RunMiss>()]);
    }

    private TrainingDeployments Answer(TrainingMethod method, List<RunCandidate> found, List<RunMiss> misses, List<string> impossible, TrainingRun? nearest)
    {
        var ranked = found.Order(HasOwn ? RunCandidate.Fastest : RunCandidate.Cheapest).ToList();
        return new()
        {
            Question = question,
            Plans = [.. ranked.Select((run, index) => new TrainingDeployment
            {
                Rank = index + 1,
                Method = method,
                Estimate = new(run.Run, TrainingMemory.Of(run.Run), TrainingCompute.Of(run.Run)),
                System = SystemOf(run.Run),
                WhyNotHigher = index == 0 ? null : WhyNotHigher(run, ranked[index - 1]),
            })],
            Rejected = [.. misses.Select(miss => new RejectedGpu(miss.Gpu, miss.Reason))],
            NotPossible = impossible,
            Nearest = nearest,
        };
    }

    /// <summary>What the remedies start from: all GPUs at hand with fully divided states, else one.</summary>
    private TrainingRun NearestOf(TrainingMethod method, GpuSpec gpu)
    {
        var ranks = offers.FirstOrDefault(offer => offer.Gpu == gpu).Owned?.Count ?? 1;
        return new RunShape(ranks, 1, 1, 1, ranks > 1 ? StateSharding.Weights : StateSharding.None, Recompute.None, 1).Of(question with { GlobalBatch = ranks }, method, gpu) with { Loss = null };
    }

    private static SystemSpec? SystemOf(TrainingRun run)
    {
        var systems = Catalog.Systems.Where(system => system.Gpu == run.Gpu).OrderBy(system => system.Gpus).ToList();
        return systems.Find(system => system.Gpus >= run.Plan.Gpus) ?? systems.LastOrDefault();
    }

    private string WhyNotHigher(RunCandidate run, RunCandidate better) =>
        HasOwn ? $"Takes {run.Seconds / 3600:N1} hours, not {better.Seconds / 3600:N1}."
        : run.Dollars is not { } dollars ? $"No rent of {run.Run.Gpu} is known."
        : $"Costs ${dollars:N2}, not ${better.Dollars:N2}.";
}
