using Sizing.Notebook.Formatting;

namespace Sizing.Notebook;

/// <summary>
/// Something that a cell shows. It renders itself the same way in every host: as HTML, as text, and through the
/// convention by which a notebook kernel finds the formatters of a type by name.
/// </summary>
/// <remarks>
/// The HTML has no script, no style attribute and no style element: classes begin with <c>sz-</c>, and it reads well
/// without a style sheet. All text is escaped.
/// </remarks>
[TypeFormatterSource(typeof(DisplayFormatterSource), PreferredMimeTypes = [MimeTypes.Html, MimeTypes.Text])]
public abstract class Display
{
    /// <summary>Returns the HTML fragment.</summary>
    public string ToHtml() => ToTag().ToString();

    /// <summary>Returns the same content as plain text.</summary>
    public abstract override string ToString();

    internal abstract Tag ToTag();
}
