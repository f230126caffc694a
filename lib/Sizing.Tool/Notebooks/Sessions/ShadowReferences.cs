using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Sizing.Tool.Notebooks.Sessions;

/// <summary>
/// Resolves what a cell names with <c>#r</c>, against the notebook's folder, and what that refers to beside it. A workbook assembly
/// that is not there is taken from beside the command.
/// </summary>
/// <param name="folder">The notebook's folder.</param>
/// <param name="context">Where the assemblies are loaded from.</param>
internal sealed class ShadowReferences(string folder, ShadowContext context) : MetadataReferenceResolver
{
    private static readonly string[] OwnAssemblies = ["Sizing.Notebook.dll", "Sizing.dll"];

    private readonly Dictionary<string, PortableExecutableReference> known = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public override bool ResolveMissingAssemblies => true;

    /// <inheritdoc/>
    public override ImmutableArray<PortableExecutableReference> ResolveReference(
        string reference, string? baseFilePath, MetadataReferenceProperties properties) =>
        Find(reference) is { } file ? [Load(file)] : [];

    /// <inheritdoc/>
    public override PortableExecutableReference? ResolveMissingAssembly(MetadataReference definition, AssemblyIdentity referenceIdentity) =>
        known.FirstOrDefault(pair => ReferenceEquals(pair.Value, definition)).Key is { } parent
        && Path.Combine(Path.GetDirectoryName(parent)!, referenceIdentity.Name + ".dll") is var file && File.Exists(file)
            ? Load(file)
            : null;

    /// <inheritdoc/>
    public override bool Equals(object? other) => ReferenceEquals(this, other);

    /// <inheritdoc/>
    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);

    private string? Find(string reference)
    {
        var named = Path.GetFullPath(Path.Combine(folder, reference));
        if (File.Exists(named))
            return named;
        var own = Path.Combine(AppContext.BaseDirectory, Path.GetFileName(named));
        return OwnAssemblies.Contains(Path.GetFileName(named)) && File.Exists(own) ? own : null;
    }

    private PortableExecutableReference Load(string file)
    {
        if (known.TryGetValue(file, out var reference))
            return reference;
        var image = File.ReadAllBytes(file);
        reference = MetadataReference.CreateFromImage(image);
        known.Add(file, reference);
        context.Add(Path.GetFileNameWithoutExtension(file), image);
        return reference;
    }
}
