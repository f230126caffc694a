using Sizing.Training;

namespace Sizing.Tests.Training;

/// <summary>What the layers of a run keep, for claims about single tensors.</summary>
internal static class KeptTensors
{
    /// <summary>Bytes per token of each tensor that one layer of the first stage keeps.</summary>
    internal static Dictionary<string, double> Of(TrainingRun run, int layer = 0) =>
        Layer(run, layer).Tensors().ToDictionary(tensor => tensor.Name, tensor => tensor.BytesPerToken);

    /// <summary>One layer of the first stage.</summary>
    internal static LayerActivations Layer(TrainingRun run, int layer = 0) =>
        new(run, run.Model.Layers[layer], [.. Stage(run).Tensors.Where(tensor => tensor.Layer == layer)]);

    /// <summary>The activations of the first stage.</summary>
    internal static StageActivations OfStage(TrainingRun run) => new(run, Stage(run));

    private static PipelineStage Stage(TrainingRun run) => PipelineStage.Candidates(run).First();
}
