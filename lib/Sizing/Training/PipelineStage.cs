using Sizing.Explain;
using Sizing.Models;

namespace Sizing.Training;

/// <summary>The part of a model that one GPU of a pipeline stage holds, before data parallelism divides its states.</summary>
internal sealed record PipelineStage(int Index, IReadOnlyList<Tensor> Tensors, IReadOnlyList<int> Layers, int InFlight, bool IsLast)
{
    /// <summary>The stages that can be the most loaded one: first, second, middle and last.</summary>
    internal static IEnumerable<PipelineStage> Candidates(TrainingRun run)
    {
        var p = run.Plan.Pipeline;
        var tensors = run.Model.Tensors().Select(tensor => tensor.OnRank(
            tensor.IsRoutedExpert ? run.Plan.ExpertTensorRanks : run.Plan.Tensor, 1)).Select(tensor => ExpertShare(tensor, run.Plan.Expert)).ToList();
        return new[] { 0, 1, p / 2, p - 1 }.Where(index => index < p).Distinct().Order().Select(index => Stage(run, tensors, index));
    }

    /// <summary>Micro-batches that a stage holds at once under 1F1B.</summary>
    /// <param name="microBatches">n: micro-batches of a step.</param>
    /// <param name="stages">p: stages.</param>
    /// <param name="index">i: the stage, from 0.</param>
    [Formula("min(n, p − i)")]
    [Source("Korthikanti et al., arXiv:2205.05198", "§4.2.3; PipeDream-Flush schedule")]
    internal static int MicroBatchesInFlight(int microBatches, int stages, int index) => Math.Min(microBatches, stages - index);

    private static Tensor ExpertShare(Tensor tensor, int ranks) =>
        tensor.IsRoutedExpert && ranks > 1 ? tensor with { Copies = (tensor.Copies + ranks - 1) / ranks } : tensor;

    private static PipelineStage Stage(TrainingRun run, IReadOnlyList<Tensor> tensors, int index)
    {
        var (p, count) = (run.Plan.Pipeline, run.Model.Layers.Count);
        var first = (int)((long)count * index / p);
        var last = (int)((long)count * (index + 1) / p);
        var isLast = index == p - 1;
        return new(
            index,
            [.. tensors.Where(tensor => Holds(tensor, run.Model, index, p, first, last))],
            [.. Enumerable.Range(first, last - first)],
            run.Plan.AllForwardFirst ? run.Accumulation : MicroBatchesInFlight(run.Accumulation, p, index),
            isLast);
    }

    private static bool Holds(Tensor tensor, ModelSpec model, int index, int stages, int first, int last)
    {
        if (tensor.Layer is { } layer && tensor.Part is not (ModelPart.Vision or ModelPart.Mtp))
            return layer >= first && layer < last;
        return tensor.Part is ModelPart.Embedding or ModelPart.Vision
            ? index == 0 || (index == stages - 1 && model.TiesEmbeddings && tensor.Role is TensorRole.TokenEmbedding)
            : index == stages - 1;
    }
}
