using Sizing.Data;

namespace Sizing;

/// <content>Training frameworks.</content>
public static partial class Catalog
{
    /// <summary>Every training framework whose defaults are known.</summary>
    public static IReadOnlyList<TrainingFramework> TrainingFrameworks => TrainingData.Default.Frameworks;

    /// <summary>Returns the framework of that name: hf, torchtune, litgpt, titan, megatron, nanotron, deepspeed, unsloth.</summary>
    /// <exception cref="SizingException">The name is unknown.</exception>
    public static TrainingFramework TrainingFramework(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return TrainingFrameworks.FirstOrDefault(framework => string.Equals(framework.Name, name.Trim(), StringComparison.OrdinalIgnoreCase))
            ?? throw new SizingException($"Framework '{name}' is unknown; known: {string.Join(", ", TrainingFrameworks.Select(framework => framework.Name))}.");
    }
}
