using Sizing.Explain;
using Sizing.Models;

namespace Sizing.Inference;

/// <summary>The layers and ends of a model that one pipeline stage holds.</summary>
/// <param name="Index">The stage, counted from 0.</param>
/// <param name="Layers">Its layers.</param>
/// <param name="IsFirst">Whether it embeds tokens.</param>
/// <param name="IsLast">Whether it holds the output head.</param>
public sealed record PipelineStage(int Index, IReadOnlyList<LayerSpec> Layers, bool IsFirst, bool IsLast)
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

    /// <summary>The layers of one of several equal GPUs of llama.cpp, which divides them with the output as one more, where a GPU holds it.</summary>
    /// <param name="layers">L: layers on the GPUs.</param>
    /// <param name="outputs">o: 1 where a GPU holds the output, else 0.</param>
    /// <param name="stages">p: GPUs.</param>
    /// <param name="stage">k: the GPU, from 0.</param>
    [Formula("⌈k · (L + o) / p⌉ to ⌈(k + 1) · (L + o) / p⌉, at most L")]
    [Source("ggml-org/llama.cpp", "src/llama-model.cpp load_tensors: get_layer_buft_list, upper_bound of the splits")]
    public static Range LayersByShare(int layers, int outputs, int stages, int stage)
    {
        int Start(int gpu) => (int)Math.Min(KvLayout.Ceiling((long)gpu * (layers + outputs), stages), layers);
        return Start(stage)..Start(stage + 1);
    }

    /// <summary>The layers of a stage of GPUs, behind those that the host keeps.</summary>
    internal static Range LayersOf(ModelSpec model, WeightPlacement placement, int stage)
    {
        var onHost = placement.Host.Layers;
        var layers = model.Layers.Count - onHost;
        var range = placement.DividesByShare ? LayersByShare(layers, placement.Host.HasHead ? 0 : 1, placement.PipelineParallel, stage) : LayersOf(layers, placement.PipelineParallel, stage);
        return (range.Start.Value + onHost)..(range.End.Value + onHost);
    }

    /// <summary>The stages of a model, as <see cref="LayersOf(int, int, int)"/> divides its layers.</summary>
    internal static IReadOnlyList<PipelineStage> Of(ModelSpec model, WeightPlacement placement) =>
        [.. Enumerable.Range(0, placement.PipelineParallel).Select(stage => Of(model, placement, stage))];

    private static PipelineStage Of(ModelSpec model, WeightPlacement placement, int stage)
    {
        var stages = placement.PipelineParallel;
        var (first, count) = LayersOf(model, placement, stage).GetOffsetAndLength(model.Layers.Count);
        return new(stage, [.. model.Layers.Skip(first).Take(count)], stage == 0, stage == stages - 1);
    }
}
