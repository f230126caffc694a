using Sizing.Explain;
using Sizing.Models;
using Sizing.Quantities;

namespace Sizing.Inference;

/// <summary>
/// What PyTorch's allocator keeps with large weights: a large tensor is cut from whole pages, and a rest too small to be used for
/// another stays with it and is counted as allocated, so that engines log it as weights. Tensors below the large ones,
/// and scales beside quantized ones, are left out.
/// </summary>
public static class AllocatorRounding
{
    /// <summary>The rest that stays with a tensor.</summary>
    /// <param name="tensor">w: bytes of the tensor.</param>
    /// <param name="large">l: the size from which tensors have pages of their own.</param>
    /// <param name="page">p: what their memory is a multiple of.</param>
    /// <param name="largestRest">s: the largest rest that is not given to another tensor.</param>
    [Formula("r if w ≥ l and r ≤ s, else 0, where r = ⌈w / p⌉ · p − w")]
    [Source("pytorch/pytorch", "c10/cuda/CUDACachingAllocator.cpp: kMinLargeAlloc, kRoundLarge, kSmallSize, should_split")]
    public static Bytes Rest(Bytes tensor, Bytes large, Bytes page, Bytes largestRest)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(page.Count, 1);
        var rest = (page.Count - (tensor.Count % page.Count)) % page.Count;
        return tensor >= large && rest <= largestRest.Count ? new(rest) : Bytes.Zero;
    }

    /// <summary>The rests of all tensors of a stage, or null where the engine's data does not have them.</summary>
    internal static Term? Of(ServingSetup setup, IReadOnlyList<(Tensor Share, WeightCoding Coding)> shares)
    {
        var constants = setup.Constants;
        if (!constants.Has("allocator_page"))
            return null;
        var (large, page, most) = (constants.Memory("allocator_large"), constants.Memory("allocator_page"), constants.Memory("allocator_rest"));
        var kept = shares
            .GroupBy(tensor => Allocation(tensor.Share), tensor => tensor.Coding.PayloadOf(tensor.Share.Rows, tensor.Share.Columns) * tensor.Share.Copies)
            .Select(parts => Rest(parts.Aggregate((sum, part) => sum + part), large, page, most))
            .Aggregate(Bytes.Zero, (sum, rest) => sum + rest);
        return kept == Bytes.Zero ? null : Term.Computed("Allocator rounding", TermKind.Weights, kept, Rest,
            constants.Input("l", "size from which tensors have pages of their own", "allocator_large"),
            constants.Input("p", "a page", "allocator_page"),
            constants.Input("s", "largest rest that stays", "allocator_rest"));
    }

    /// <summary>What names one allocation: engines hold query, key and value as one tensor, gate and up, and all experts of a layer.</summary>
    private static (int? Layer, ModelPart Part, string Name) Allocation(Tensor tensor)
    {
        var name = tensor.LocalName;
        var suffix = name.LastIndexOf('.');
        var module = suffix < 0 ? -1 : name.LastIndexOf('.', suffix - 1);
        var fused = tensor.Role switch
        {
            TensorRole.Query or TensorRole.Key or TensorRole.Value => "qkv",
            TensorRole.QueryDown or TensorRole.KeyValueDown => "qkv_a",
            TensorRole.Gate or TensorRole.Up => "gate_up",
            _ => null,
        };
        return (tensor.Layer, tensor.Part, fused is null || module < 0 ? name : name[..module] + fused + name[suffix..]);
    }
}
