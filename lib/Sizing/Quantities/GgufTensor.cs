namespace Sizing.Quantities;

/// <summary>What a GGUF file type must know of a tensor to choose its type.</summary>
/// <param name="Kind">What the tensor is.</param>
/// <param name="Index">The layer, or the tensor's position among those of its kind where llama.cpp counts them.</param>
/// <param name="Count">The number of layers, or of tensors of the kind.</param>
/// <param name="Columns">Input features: the elements of a row.</param>
/// <param name="IsExpert">Whether the tensor holds routed experts, stacked in three dimensions.</param>
/// <param name="Model">The facts of the model that the mixes depend on.</param>
public readonly record struct GgufTensor(
    GgufTensorKind Kind, int Index, int Count, long Columns, bool IsExpert, GgufModelFacts Model)
{
    /// <summary>Whether the layer is in the first eighth.</summary>
    public bool IsInFirstEighth => Index < Count / 8;

    /// <summary>Whether the layer is neither in the first nor in the last eighth.</summary>
    public bool IsInTheMiddle => Index >= Count / 8 && Index < 7 * Count / 8;

    /// <summary>Whether the K_M mixes give the layer more bits: the first and last eighth and every third between.</summary>
    public bool GetsMoreBits => Index < Count / 8 || Index >= 7 * Count / 8 || (Index - Count / 8) % 3 == 2;
}
