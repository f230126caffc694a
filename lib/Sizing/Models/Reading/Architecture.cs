namespace Sizing.Models.Reading;

/// <summary>
/// A family of models: which <c>model_type</c> values it covers, and how its config keys become layers.
/// Each family is one class of one file in <c>Models/Architectures</c>; the build lists them in <see cref="ArchitectureList"/>.
/// </summary>
internal abstract class Architecture
{
    /// <summary>The <c>model_type</c> values of the family.</summary>
    internal abstract IReadOnlyList<string> ModelTypes { get; }

    /// <summary>What sets the family apart, in one or two sentences for <c>data/models/README.md</c>.</summary>
    internal abstract string Summary { get; }

    /// <summary>The config keys that it reads beside the common ones.</summary>
    internal virtual IReadOnlyList<string> Keys => [];

    /// <summary>Where the rules are published.</summary>
    internal abstract string Source { get; }

    /// <summary>Builds the model.</summary>
    internal abstract ModelSpec Read(ModelConfig config);
}
