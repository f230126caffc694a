using Sizing.Quantities;

namespace Sizing.Models.Formats;

/// <summary>Every tensor in one data type, as an unquantized checkpoint.</summary>
internal sealed class UniformScheme(DataType type) : WeightScheme
{
    private readonly WeightCoding coding = WeightCoding.Of(type);

    internal override Func<Tensor, WeightCoding> For(ModelSpec model) => _ => coding;
}
