using Sizing.Models;
using Sizing.Quantities;

namespace Sizing.Inference;

/// <summary>The tensors of a model in one weight format, listed and coded once, so that the bytes of many plans are sums over one list.</summary>
internal sealed class CodedTensors
{
    private readonly List<(Tensor Tensor, WeightCoding Coding)> tensors;

    internal CodedTensors(ModelSpec model, WeightFormat format)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(format);
        Model = model;
        var coding = format.CodingsFor(model);
        tensors = [.. model.Tensors().Select(tensor => (tensor, coding(tensor)))];
        Parameters = ParameterCount.Of(tensors.Select(each => each.Tensor)).Total;
    }

    /// <summary>The model.</summary>
    internal ModelSpec Model { get; }

    /// <summary>Parameters of the text model.</summary>
    internal long Parameters { get; }

    /// <summary>Every tensor, whole, with what codes it.</summary>
    internal IReadOnlyList<(Tensor Tensor, WeightCoding Coding)> Whole => tensors;

    /// <summary>The shares that a rank of a pipeline stage holds, padded as the engine pads them.</summary>
    internal IReadOnlyList<(Tensor Share, WeightCoding Coding)> OnRank(WeightPlacement placement, int stage)
    {
        ArgumentNullException.ThrowIfNull(placement);
        var layers = PipelineStage.LayersOf(Model, placement, stage);
        List<(Tensor, WeightCoding)> shares = [];
        foreach (var (tensor, coding) in tensors)
            if (StageTensors.IsOnStage(Model, tensor, placement, stage, layers))
                shares.Add((StageTensors.OnRank(tensor, placement), coding));
        return shares;
    }

    /// <summary>Bytes of shares, scales and zero points included.</summary>
    internal static Bytes BytesOf(IReadOnlyList<(Tensor Share, WeightCoding Coding)> shares)
    {
        var sum = Bytes.Zero;
        foreach (var (share, coding) in shares)
            sum += coding.BytesOf(share.Rows, share.Columns) * share.Copies;
        return sum;
    }
}
