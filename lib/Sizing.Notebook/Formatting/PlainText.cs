namespace Sizing.Notebook.Formatting;

/// <summary>A value that is only its text.</summary>
internal sealed class PlainText(string text) : Display
{
    public override string ToHtml() => new Tag("p", text).ToString();

    public override string ToString() => text;
}
