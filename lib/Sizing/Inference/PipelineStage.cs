using Sizing.Models;

namespace Sizing.Inference;

/// <summary>The layers and ends of a model that one pipeline stage holds.</summary>
/// <param name="Index">The stage, counted from 0.</param>
/// <param name="Layers">Its layers.</param>
/// <param name="IsFirst">Whether it embeds tokens.</param>
/// <param name="IsLast">Whether it holds the output head.</param>
public sealed record PipelineStage(int Index, IReadOnlyList<LayerSpec> Layers, bool IsFirst, bool IsLast)
{
    /// <summary>The stages of a model, as <see cref="PipelineStages"/> divides its layers.</summary>
    internal static IReadOnlyList<PipelineStage> Of(ModelSpec model, int stages) =>
        [.. Enumerable.Range(0, stages).Select(stage => Of(model, stages, stage))];

    private static PipelineStage Of(ModelSpec model, int stages, int stage)
    {
        var (first, count) = PipelineStages.LayersOf(model.Layers.Count, stages, stage).GetOffsetAndLength(model.Layers.Count);
        return new(stage, [.. model.Layers.Skip(first).Take(count)], stage == 0, stage == stages - 1);
    }
}
