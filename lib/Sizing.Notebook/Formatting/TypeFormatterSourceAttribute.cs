namespace Sizing.Notebook.Formatting;

/// <summary>
/// The convention of notebook kernels: an attribute of exactly this name, found by name, says which class makes the
/// formatters of a type. The project's own runner follows it too, so that nothing here refers to a kernel.
/// </summary>
/// <remarks>
/// The source has a parameterless constructor and <c>CreateTypeFormatters()</c>; each formatter has <c>MimeType</c> and one
/// <c>bool Format(object, TextWriter)</c>. A host that knows no formatter of a type uses its <c>ToHtml()</c>, then its
/// <c>ToString()</c>.
/// </remarks>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class TypeFormatterSourceAttribute(Type formatterSourceType) : Attribute
{
    public Type FormatterSourceType { get; } = formatterSourceType;

    public string[] PreferredMimeTypes { get; set; } = [];
}
