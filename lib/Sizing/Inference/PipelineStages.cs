using Sizing.Explain;

namespace Sizing.Inference;

/// <summary>Which layers each pipeline stage holds.</summary>
public static class PipelineStages
{
    /// <summary>
    /// The layers of a stage. Each stage has L / p; where that leaves a rest, the stages before the last take one more each,
    /// from the last but one backwards, because the last holds the head.
    /// </summary>
    /// <param name="layers">L: layers of the model.</param>
    /// <param name="stages">p: pipeline stages.</param>
    /// <param name="stage">The stage, from 0.</param>
    [Formula("L / p, and one more for stages p−2, p−3, … while a rest is left")]
    [Source("vllm-project/vllm", "vllm/distributed/utils.py, get_pp_indices")]
    public static Range LayersOf(int layers, int stages, int stage)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(stages);
        ArgumentOutOfRangeException.ThrowIfNegative(stage);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(stage, stages);
        var (share, rest) = Math.DivRem(layers, stages);
        int Count(int index) => share + (index <= stages - 2 && index > stages - 2 - rest ? 1 : 0);
        var first = Enumerable.Range(0, stage).Sum(Count);
        return first..(first + Count(stage));
    }
}
