using Sizing.Models;
using Sizing.Training;

namespace Sizing.Planning.Runs;

/// <summary>Some first layers of a model on one GPU with one sequence.</summary>
/// <param name="Saved">Bytes that their forward passes leave.</param>
/// <param name="Kept">Bytes that they keep until the backward pass.</param>
/// <param name="Dense">Elements of their tensors, routed experts apart.</param>
/// <param name="Routed">Elements of routed experts.</param>
internal readonly record struct FirstLayers(double Saved, double Kept, double Dense, double Routed)
{
    /// <summary>For each number of layers, from none to all.</summary>
    internal static FirstLayers[] Of(TrainingRun whole, PipelineStage stage)
    {
        var tensors = stage.Tensors.Where(tensor => tensor is { Layer: not null, Part: not (ModelPart.Vision or ModelPart.Mtp) }).ToLookup(tensor => tensor.Layer!.Value);
        var sums = new FirstLayers[stage.Layers.Count + 1];
        foreach (var ((saved, kept), index) in new StageActivations(whole, stage).ByLayer.Select((layer, index) => (layer, index)))
        {
            var (before, tokens) = (sums[index], whole.TokensPerGpu);
            sums[index + 1] = new(
                before.Saved + tokens * saved, before.Kept + tokens * kept,
                before.Dense + tensors[index].Where(tensor => !tensor.IsRoutedExpert).Sum(tensor => (double)tensor.Elements),
                before.Routed + tensors[index].Where(tensor => tensor.IsRoutedExpert).Sum(tensor => (double)tensor.Elements));
        }

        return sums;
    }
}
