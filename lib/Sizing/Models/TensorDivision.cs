namespace Sizing.Models;

/// <summary>Whether tensor-parallel ranks can divide the heads of a model.</summary>
internal static class TensorDivision
{
    /// <summary>One sentence that says why not, or null when they can.</summary>
    internal static string? Refusal(ModelSpec model, int tensor) =>
        model.Layers.Select(layer => layer.Attention).Distinct().Select(kind => Refusal(kind, tensor)).FirstOrDefault(reason => reason is not null);

    private static string? Refusal(Attention attention, int tensor) => attention switch
    {
        GroupedQueryAttention { Heads: var heads } when heads % tensor != 0 =>
            $"{tensor} tensor-parallel ranks do not divide the {heads} query heads.",
        GroupedQueryAttention { KeyValueHeads: var heads } when heads % tensor != 0 && tensor % heads != 0 =>
            $"{tensor} tensor-parallel ranks and {heads} key-value heads do not divide one another.",
        LatentAttention { Heads: var heads } when heads % tensor != 0 =>
            $"{tensor} tensor-parallel ranks do not divide the {heads} query heads.",
        GatedDeltaNet { KeyHeads: var heads } when heads % tensor != 0 =>
            $"{tensor} tensor-parallel ranks do not divide the {heads} key heads of the linear attention.",
        Mamba2 { Heads: var heads } when heads % tensor != 0 =>
            $"{tensor} tensor-parallel ranks do not divide the {heads} state-space heads.",
        _ => null,
    };
}
