using Sizing.Explain;
using Sizing.Training;

namespace Sizing.Tests.Training;

/// <summary>What is alive at the events of a step, term by term, but for workspaces and the micro-batch, which always are.</summary>
internal static class StepEvents
{
    /// <summary>The names of all events, in the order of a step.</summary>
    internal static IEnumerable<string> Names(TrainingRun run) => Events(run).Select(happening => happening.Name);

    /// <summary>Bytes by term at one event.</summary>
    internal static Dictionary<string, long> At(TrainingRun run, string name) => Events(run).Single(happening => happening.Name == name).Children
        .Where(term => term.Name != "Workspaces and micro-batch").ToDictionary(term => term.Name, term => term.Value.Whole);

    private static IReadOnlyList<Term> Events(TrainingRun run) => TrainingMemory.Of(run).Peak.Children;
}
