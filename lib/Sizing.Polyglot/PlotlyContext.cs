using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace Sizing.Notebook;

/// <summary>
/// Lets Plotly.NET run in a kernel that has an older FSharp.Core than it needs, as the last .NET Interactive does: Plotly.NET gets the newer one
/// of the folder <c>plotly</c>, and so does Giraffe.ViewEngine, which would be content with the kernel's and then not fit.
/// </summary>
internal sealed class PlotlyContext : AssemblyLoadContext
{
    private readonly string folder = Path.Combine(Path.GetDirectoryName(typeof(PlotlyContext).Assembly.Location)!, "plotly");

    [ModuleInitializer]
    [SuppressMessage("Usage", "CA2255", Justification = "A kernel loads this library by itself; there is no application to do it.")]
    internal static void Serve()
    {
        var context = new PlotlyContext();
        Default.Resolving += (_, name) => context.Load(name);
    }

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName) =>
        Path.Combine(folder, assemblyName.Name + ".dll") is var file && File.Exists(file) ? LoadFromAssemblyPath(file) : null;
}
