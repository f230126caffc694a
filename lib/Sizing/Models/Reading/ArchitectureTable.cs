using Sizing.Data;

namespace Sizing.Models.Reading;

/// <summary>Finds the family that a config belongs to.</summary>
internal static class ArchitectureTable
{
    /// <summary>The family of the config's <c>model_type</c>.</summary>
    internal static Architecture Find(ModelConfig config)
    {
        var families = ArchitectureList.Create();
        return Array.Find(families, family => family.ModelTypes.Contains(config.ModelType, StringComparer.Ordinal))
            ?? throw Unknown(config, families);
    }

    private static SizingException Unknown(ModelConfig config, IEnumerable<Architecture> families)
    {
        var remedy = EditDistance.Nearest(config.ModelType, families.SelectMany(family => family.ModelTypes)) is { } nearest
            ? $"the nearest supported one is '{nearest}'"
            : "'sizing models --architectures' lists those that are";
        return config.Root.Refuse($"has the model_type '{config.ModelType}', which is not supported; {remedy}");
    }
}
