using Sizing.Models;

namespace Sizing.Inference;

/// <summary>The tensors of one rank.</summary>
internal static class StageTensors
{
    /// <summary>Whether a pipeline stage holds a tensor: embeddings and vision on the first, head and final norm on the last.</summary>
    internal static bool IsOnStage(ModelSpec model, Tensor tensor, WeightPlacement placement, int stage, Range layers)
    {
        var (isLast, host) = (stage == placement.PipelineParallel - 1, placement.Host);
        return tensor.Part switch
        {
            ModelPart.Vision => stage == 0,
            ModelPart.Mtp => isLast && placement.LoadsMtp,
            _ when tensor.Layer is { } layer => layer >= layers.Start.Value && layer < layers.End.Value && !host.Holds(tensor),
            ModelPart.Embedding => (stage == 0 && !host.HasEmbedding) || (isLast && !host.HasHead && model.TiesEmbeddings && tensor.Role is TensorRole.TokenEmbedding),
            _ => isLast && !host.HasHead,
        };
    }

    /// <summary>The share of a tensor that the most loaded rank holds, padded as the engine pads it.</summary>
    internal static Tensor OnRank(Tensor tensor, WeightPlacement placement)
    {
        if (tensor.Sharding is Sharding.ByVocabulary)
            tensor = tensor with { Rows = Padded(tensor.Rows, placement.VocabularyMultiple) };
        var share = tensor.OnRank(placement.TensorParallel, placement.ExpertParallel);
        return share.IsRoutedExpert && !share.IsVector ? PaddedExpert(share, placement) : share;
    }

    private static Tensor PaddedExpert(Tensor expert, WeightPlacement placement) => expert.Role is TensorRole.Down
        ? expert with
        {
            Rows = Padded(expert.Rows, placement.ExpertHiddenMultiple),
            Columns = Padded(expert.Columns, placement.ExpertWidthMultiple),
        }
        : expert with
        {
            Rows = Padded(expert.Rows, placement.ExpertWidthMultiple),
            Columns = Padded(expert.Columns, placement.ExpertHiddenMultiple),
        };

    private static long Padded(long extent, int multiple) => (extent + multiple - 1) / multiple * multiple;
}
