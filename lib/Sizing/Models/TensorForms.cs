namespace Sizing.Models;

/// <summary>Short forms for the tensors that the kinds of layers are made of.</summary>
internal static class TensorForms
{
    /// <summary>A matrix of a linear layer, and its bias if it has one.</summary>
    internal static IEnumerable<Tensor> Linear(
        string name, TensorRole role, ModelPart part, long outputs, long inputs, Sharding sharding, bool bias = false)
    {
        yield return new Tensor { LocalName = name + ".weight", Role = role, Part = part, Rows = outputs, Columns = inputs, Sharding = sharding };
        if (bias)
            yield return Vector(name + ".bias", role, part, outputs, sharding is Sharding.ByInput ? Sharding.Replicated : sharding);
    }

    /// <summary>A matrix whose rows are key or value heads, and its bias if it has one.</summary>
    internal static IEnumerable<Tensor> KeyValue(string name, TensorRole role, int heads, int headSize, long inputs, bool bias) =>
        Linear(name, role, ModelPart.Attention, (long)heads * headSize, inputs, Sharding.ByOutput, bias)
            .Select(tensor => tensor with { KeyValueHeads = heads, KeyValueRows = tensor.Rows });

    /// <summary>A tensor of one dimension.</summary>
    internal static Tensor Vector(string name, TensorRole role, ModelPart part, long length, Sharding sharding = Sharding.Replicated) =>
        new() { LocalName = name, Role = role, Part = part, Rows = length, Sharding = sharding };

    /// <summary>The weight of a norm, and its bias if it has one.</summary>
    internal static IEnumerable<Tensor> Norm(string name, NormKind kind, long width, ModelPart part = ModelPart.Norms)
    {
        if (kind is not NormKind.None)
            yield return Vector(name + ".weight", TensorRole.Norm, part, width);
        if (kind is NormKind.WeightAndBias)
            yield return Vector(name + ".bias", TensorRole.Norm, part, width);
    }
}
