namespace Sizing.Notebook.Formatting;

/// <summary>
/// The formatters of every display, and of the terms and estimates of <c>Sizing</c> that bear the attribute; found by name,
/// see <see cref="TypeFormatterSourceAttribute"/>.
/// </summary>
internal sealed class DisplayFormatterSource
{
    private readonly MimeFormatter[] formatters =
    [
        new(MimeTypes.Html, display => display.ToHtml()),
        new(MimeTypes.Text, display => display.ToString()),
    ];

    public IEnumerable<MimeFormatter> CreateTypeFormatters() => formatters;
}
