using Sizing.Training;

namespace Sizing.Tool.Verbs.Train;

/// <summary>The inverse questions about a run: the largest of each setting that still fits, the others unchanged; null where even the smallest does not.</summary>
internal sealed record TrainLimits(int? MicroBatch, int? Sequence, int? Gpus, string? Model, int? LoraRank)
{
    internal static TrainLimits Of(TrainingRun run) => new(
        TrainingLimits.LargestMicroBatch(run),
        TrainingLimits.LongestSequence(run),
        TrainingLimits.FewestGpus(run),
        TrainingLimits.LargestModel(run, Catalog.Models)?.Name,
        run.Adapter is null ? null : TrainingLimits.LargestRank(run));

    internal IReadOnlyList<(string Question, string Answer)> Rows() =>
    [
        ("Largest micro-batch", Text(MicroBatch)),
        ("Longest sequence", Text(Sequence)),
        ("Fewest GPUs", Text(Gpus)),
        ("Largest model of the catalog", Model ?? "none"),
        ("Largest LoRA rank", Text(LoraRank)),
    ];

    private static string Text(int? value) => value is { } number ? $"{number:N0}" : "none";
}
