using Sizing.Models.Reading;

namespace Sizing.Models;

/// <summary>A family of models that <see cref="ModelReader"/> reads.</summary>
/// <param name="ModelTypes">The <c>model_type</c> values it covers.</param>
/// <param name="Summary">What sets it apart.</param>
/// <param name="Keys">Config keys it reads beside the common ones.</param>
/// <param name="Source">Where its rules are published.</param>
public sealed record ModelFamily(IReadOnlyList<string> ModelTypes, string Summary, IReadOnlyList<string> Keys, string Source)
{
    /// <summary>Every family, by its first model type.</summary>
    public static IReadOnlyList<ModelFamily> All =>
        [.. ArchitectureList.Create()
            .Select(family => new ModelFamily(family.ModelTypes, family.Summary, family.Keys, family.Source))
            .OrderBy(family => family.ModelTypes[0], StringComparer.Ordinal)];
}
