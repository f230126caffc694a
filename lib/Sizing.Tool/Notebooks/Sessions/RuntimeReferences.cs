using Microsoft.CodeAnalysis;

namespace Sizing.Tool.Notebooks.Sessions;

/// <summary>The reference assemblies that every cell sees: the .NET runtime and nothing of the command itself.</summary>
internal static class RuntimeReferences
{
    private static readonly Lazy<IReadOnlyList<MetadataReference>> Shared = new(Read);

    /// <summary>One metadata reference per managed assembly of the running runtime, read once per process.</summary>
    internal static IReadOnlyList<MetadataReference> All => Shared.Value;

    private static IReadOnlyList<MetadataReference> Read()
    {
        var trusted = (AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") as string ?? "").Split(Path.PathSeparator);
        var runtime = Path.GetDirectoryName(typeof(object).Assembly.Location);
        return [.. trusted.Where(file => Path.GetDirectoryName(file) == runtime).Select(file => MetadataReference.CreateFromFile(file))];
    }
}
