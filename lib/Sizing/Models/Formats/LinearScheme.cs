using Sizing.Quantities;

namespace Sizing.Models.Formats;

/// <summary>
/// The matrices of linear layers in one coding, everything else in the model's unquantized data type:
/// embedding, head, norms, biases, router, convolutions, multi-token prediction and vision stay as they are.
/// </summary>
/// <param name="coding">The coding of the matrices.</param>
/// <param name="expertsFirst">Whether only routed experts are quantized in a model that has them.</param>
/// <param name="sparesAttention">Whether attention is not quantized in a model that has routed experts.</param>
internal sealed class LinearScheme(WeightCoding coding, bool expertsFirst = false, bool sparesAttention = false) : WeightScheme
{
    internal override Func<Tensor, WeightCoding> For(ModelSpec model)
    {
        var rest = WeightCoding.Of(model.StoredType);
        var hasExperts = (expertsFirst || sparesAttention) && model.Tensors().Any(tensor => tensor.IsRoutedExpert);
        return tensor => LinearLayers.Holds(tensor) && !IsSpared(tensor, hasExperts) ? coding : rest;
    }

    private bool IsSpared(Tensor tensor, bool hasExperts) => tensor.Part is ModelPart.Mtp or ModelPart.Vision
        || (hasExperts && ((expertsFirst && !tensor.IsRoutedExpert) || (sparesAttention && tensor.Part is ModelPart.Attention)));
}
