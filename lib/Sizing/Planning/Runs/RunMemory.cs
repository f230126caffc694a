using System.Collections.Concurrent;
using Sizing.Training;

namespace Sizing.Planning.Runs;

/// <summary>Memory of the shapes of one question and method; it does not depend on the GPU, so that each is worked out once for all of them.</summary>
internal sealed class RunMemory(TrainingQuestion question, TrainingMethod method)
{
    private const int LargestMicroBatch = 16;

    private readonly ConcurrentDictionary<RunShape, long> known = [];
    private readonly GpuSpec any = Catalog.Gpus[0];
    private readonly long parameters = question.Model.Parameters.Total;

    /// <summary>Bytes of the process on the most loaded GPU.</summary>
    internal Bytes Of(RunShape shape) => new(known.GetOrAdd(shape, each => TrainingMemory.Of(each.Of(question, method, any)).Device.Value.Whole));

    /// <summary>Fewest bytes that a division leaves on a GPU: weights, and optimizer states of full training. What it skips cannot fit.</summary>
    internal Bytes Least(RunShape shape)
    {
        var division = shape.Tensor * shape.Pipeline * (double)shape.Expert;
        var weights = method switch { TrainingMethod.Qlora => 0.5, _ => 2.0 } / (shape.Sharding is StateSharding.Weights ? shape.Data : 1);
        var states = method is TrainingMethod.Full ? 8.0 / (shape.Sharding is StateSharding.None ? 1 : shape.Data) : 0;
        return new((long)(parameters * (weights + states) / Math.Max(1, division) * 0.9));
    }

    /// <summary>The least recomputation that fits under each sharding, with the largest micro-batch of it; stages take micro-batches of one.</summary>
    internal IEnumerable<RunShape> Fitting(RunShape division, Bytes usable)
    {
        foreach (var sharded in division.Shardings(method is not TrainingMethod.Full).Where(shape => Least(shape) <= usable && LeanestFits(shape, usable)))
            foreach (var recompute in new[] { Recompute.None, Recompute.Selective, Recompute.Full })
                if (Largest(sharded with { Recompute = recompute }, usable) is { } fits)
                {
                    yield return fits;
                    break;
                }
    }

    /// <summary>With two layers or more on a GPU, nothing that keeps more than their inputs needs less than what keeps those alone.</summary>
    private bool LeanestFits(RunShape shape, Bytes usable) =>
        question.Model.Layers.Count < 2 * shape.Pipeline || Of(shape with { Recompute = Recompute.Full }) <= usable;

    private RunShape? Largest(RunShape shape, Bytes usable)
    {
        if (Of(shape) > usable)
            return null;
        if (shape.Pipeline > 1)
            return shape;
        var most = Math.Min(LargestMicroBatch, question.GlobalBatch / shape.Data);
        while (2 * shape.MicroBatch <= most && question.GlobalBatch % (2 * shape.MicroBatch * shape.Data) == 0 && Of(shape with { MicroBatch = 2 * shape.MicroBatch }) <= usable)
            shape = shape with { MicroBatch = 2 * shape.MicroBatch };
        return shape;
    }
}
