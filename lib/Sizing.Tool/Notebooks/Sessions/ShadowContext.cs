using System.Reflection;
using System.Runtime.Loader;

namespace Sizing.Tool.Notebooks.Sessions;

/// <summary>Holds the assemblies of one notebook, each loaded from a copy in memory so that no file stays open.</summary>
internal sealed class ShadowContext() : AssemblyLoadContext("notebook")
{
    private readonly Dictionary<string, byte[]> images = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Makes an assembly known by its simple name; it is loaded when a cell first needs it.</summary>
    internal void Add(string simpleName, byte[] image) => images.TryAdd(simpleName, image);

    /// <summary>Loads what a cell was compiled to, with its line numbers.</summary>
    internal Assembly Load(MemoryStream image, MemoryStream lines)
    {
        (image.Position, lines.Position) = (0, 0);
        return LoadFromStream(image, lines);
    }

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName) =>
        Assemblies.FirstOrDefault(loaded => loaded.GetName().Name == assemblyName.Name)
        ?? (images.TryGetValue(assemblyName.Name ?? "", out var image) ? LoadFromStream(new MemoryStream(image)) : null);
}
