namespace Sizing.Explain;

/// <summary>
/// Marks results that a notebook cell shows when they are its last expression. Notebook kernels find an attribute of exactly
/// this name by name and ask it for the class that makes the formatters.
/// </summary>
/// <remarks>
/// The library knows no HTML: the class is looked up by name in <c>Sizing.Notebook</c>, which a notebook loads beside this
/// assembly. Where it is not there (the command, the browser, another program) the answer is null, which kernels take as
/// "no formatters", and a result is its <c>ToString()</c>. The attribute must be on the type itself or a base class:
/// attributes of interfaces do not count.
/// </remarks>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class TypeFormatterSourceAttribute : Attribute
{
    /// <summary>The class that makes the formatters, or null when <c>Sizing.Notebook</c> is not there.</summary>
    // .NET Interactive loads no assembly whose version is left out; the version is that of both (Directory.Build.props).
    public Type? FormatterSourceType { get; } = Type.GetType("Sizing.Notebook.Formatting.DisplayFormatterSource, Sizing.Notebook, Version=0.1.0.0, Culture=neutral, PublicKeyToken=null");

    /// <summary>The kinds of output that a host should ask for.</summary>
    public string[]? PreferredMimeTypes => FormatterSourceType is null ? null : ["text/html", "text/plain"];
}
