using Sizing.Quantities;

namespace Sizing.Models.Formats;

/// <summary>How a weight format chooses the coding of each tensor of a model.</summary>
internal abstract class WeightScheme
{
    /// <summary>Returns what codes a tensor of <paramref name="model"/>.</summary>
    internal abstract Func<Tensor, WeightCoding> For(ModelSpec model);
}
