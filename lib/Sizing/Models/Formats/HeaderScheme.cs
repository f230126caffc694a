using Sizing.Models.Files;
using Sizing.Quantities;

namespace Sizing.Models.Formats;

/// <summary>The types that the header of a GGUF file gives to each tensor; the file type's mix where a name is not known.</summary>
internal sealed class HeaderScheme(ModelHeader header, WeightScheme mix) : WeightScheme
{
    private readonly Dictionary<string, string> types = header.Tensors.ToDictionary(tensor => tensor.Name, tensor => tensor.Type);

    internal override Func<Tensor, WeightCoding> For(ModelSpec model)
    {
        var rest = mix.For(model);
        return tensor => GgufNames.Of(tensor) is { } name && types.TryGetValue(name, out var type)
            ? GgufType.Named(type)!.Coding
            : rest(tensor);
    }
}
