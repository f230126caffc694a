using Sizing.Models;

namespace Sizing;

/// <summary>What an optimizer sees of a tensor.</summary>
/// <param name="Rows">Outputs of a matrix, or the length of a vector.</param>
/// <param name="Columns">Inputs of a matrix; 1 for a vector.</param>
/// <param name="Copies">Equal tensors.</param>
/// <param name="IsHidden">Whether it is a matrix inside a layer, which Muon and GaLore treat apart from embeddings and head.</param>
public readonly record struct StateShape(long Rows, long Columns, int Copies, bool IsHidden)
{
    /// <summary>Elements of all copies.</summary>
    public long Elements => Rows * Columns * Copies;

    /// <summary>Whether the tensor has one dimension.</summary>
    public bool IsVector => Columns == 1;

    /// <summary>The shape of a tensor of a model.</summary>
    public static StateShape Of(Tensor tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        return new(tensor.Rows, tensor.Columns, tensor.Copies, tensor is { IsVector: false, Layer: not null });
    }
}
