using Sizing.Quantities;

namespace Sizing.Models.Formats;

/// <summary>
/// The matrices of linear layers in one coding, everything else in the model's unquantized data type:
/// embedding, head, norms, biases, router, convolutions, multi-token prediction and vision stay as they are.
/// </summary>
/// <param name="coding">The coding of the matrices.</param>
/// <param name="expertsFirst">Whether only routed experts are quantized in a model that has them.</param>
internal sealed class LinearScheme(WeightCoding coding, bool expertsFirst = false) : WeightScheme
{
    internal override Func<Tensor, WeightCoding> For(ModelSpec model)
    {
        var rest = WeightCoding.Of(model.StoredType);
        var onlyExperts = expertsFirst && model.Tensors().Any(tensor => tensor.IsRoutedExpert);
        return tensor => IsQuantized(tensor, onlyExperts) ? coding : rest;
    }

    private static bool IsQuantized(Tensor tensor, bool onlyExperts) =>
        tensor.Part is not (ModelPart.Mtp or ModelPart.Vision) && LinearLayers.Holds(tensor) && (!onlyExperts || tensor.IsRoutedExpert);
}
