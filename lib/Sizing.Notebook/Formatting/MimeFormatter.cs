namespace Sizing.Notebook.Formatting;

/// <summary>Writes a value in one kind of output; found by name, see <see cref="TypeFormatterSourceAttribute"/>.</summary>
internal sealed class MimeFormatter(string mimeType, Func<Display, string> render)
{
    public string MimeType { get; } = mimeType;

    public bool Format(object value, TextWriter writer)
    {
        writer.Write(render(Displays.Of(value)));
        return true;
    }
}
