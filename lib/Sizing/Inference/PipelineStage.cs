using Sizing.Models;

namespace Sizing.Inference;

/// <summary>The layers and ends of a model that one pipeline stage holds.</summary>
/// <param name="Index">The stage, counted from 0.</param>
/// <param name="First">The first layer of the stage.</param>
/// <param name="Layers">Its layers.</param>
/// <param name="IsFirst">Whether it embeds tokens.</param>
/// <param name="IsLast">Whether it holds the output head.</param>
public sealed record PipelineStage(int Index, int First, IReadOnlyList<LayerSpec> Layers, bool IsFirst, bool IsLast)
{
    /// <summary>
    /// Divides the layers over stages as vLLM does: equally, and layers left over go one each to the stages before the last, from the back.
    /// </summary>
    public static IReadOnlyList<PipelineStage> Divide(ModelSpec model, int stages)
    {
        ArgumentNullException.ThrowIfNull(model);
        var (share, left) = Math.DivRem(model.Layers.Count, stages);
        var result = new List<PipelineStage>(stages);
        var first = 0;
        for (var index = 0; index < stages; index++)
        {
            var extra = index < stages - 1 && index >= stages - 1 - left ? 1 : 0;
            result.Add(new(index, first, [.. model.Layers.Skip(first).Take(share + extra)], index == 0, index == stages - 1));
            first += share + extra;
        }

        return result;
    }

    /// <summary>Whether the stage holds a tensor of the model.</summary>
    public bool Holds(Tensor tensor, ModelSpec model)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        ArgumentNullException.ThrowIfNull(model);
        return tensor switch
        {
            { Part: ModelPart.Mtp } => false,
            { Part: ModelPart.Vision } => true,
            { Layer: { } layer } => layer >= First && layer < First + Layers.Count,
            { Part: ModelPart.Embedding } => IsFirst || (IsLast && model.TiesEmbeddings),
            _ => IsLast,
        };
    }
}
