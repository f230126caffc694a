using System.Collections.Concurrent;
using Sizing.Training;

namespace Sizing.Planning.Runs;

/// <summary>Memory and work of the shapes of one question and method; neither depends on the GPU, so that each is worked out once for all of them.</summary>
internal sealed class RunMemory(TrainingQuestion question, TrainingMethod method)
{
    private const int LargestMicroBatch = 16;

    private readonly ConcurrentDictionary<RunShape, long> known = [];
    private readonly ConcurrentDictionary<(bool Divides, Recompute, bool Fp8), RunWork> works = [];
    private readonly GpuSpec any = Catalog.Gpus[0];

    /// <summary>Bytes of the process on the most loaded GPU.</summary>
    internal Bytes Of(RunShape shape) => new(known.GetOrAdd(shape, each => TrainingMemory.Of(each.Of(question, method, any)).Device.Value.Whole));

    /// <summary>What a run of the kind asks of all GPUs together.</summary>
    internal RunWork Work(in RunShape shape) => works.GetOrAdd((shape.Divides, shape.Recompute, shape.Fp8), key => new(
        new RunShape(1, 1, 1, 1, StateSharding.None, key.Item2, 1) { Fp8 = key.Fp8 }.Of(question, method, any) with
        {
            Framework = Catalog.TrainingFramework(key.Divides ? "megatron" : "hf"),
        }));

    /// <summary>The shape with the largest micro-batch that fits, or null where none does; stages take micro-batches of one.</summary>
    /// <param name="shape">The shape with micro-batches of one.</param>
    /// <param name="usable">What a GPU offers.</param>
    /// <param name="prune">Whether shapes that cannot fit are left out without working their memory out.</param>
    internal RunShape? Fitting(RunShape shape, Bytes usable, bool prune)
    {
        if ((prune && (Work(shape).LeastBytes(shape) > usable || !LeanestFits(shape, usable))) || Of(shape) > usable)
            return null;
        if (shape.Pipeline > 1)
            return shape;
        var most = Math.Min(LargestMicroBatch, question.GlobalBatch / shape.Data);
        while (2 * shape.MicroBatch <= most && question.GlobalBatch % (2 * shape.MicroBatch * shape.Data) == 0 && Of(shape with { MicroBatch = 2 * shape.MicroBatch }) <= usable)
            shape = shape with { MicroBatch = 2 * shape.MicroBatch };
        return shape;
    }

    /// <summary>With two layers or more on a GPU, nothing that keeps more than their inputs needs less than what keeps those alone.</summary>
    private bool LeanestFits(RunShape shape, Bytes usable) =>
        question.Model.Layers.Count < 2 * shape.Pipeline || Of(shape with { Recompute = Recompute.Full }) <= usable;
}
