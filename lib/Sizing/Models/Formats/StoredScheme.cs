using Sizing.Quantities;

namespace Sizing.Models.Formats;

/// <summary>Every tensor in the model's own unquantized data type.</summary>
internal sealed class StoredScheme : WeightScheme
{
    internal override Func<Tensor, WeightCoding> For(ModelSpec model)
    {
        var coding = WeightCoding.Of(model.StoredType);
        return _ => coding;
    }
}
