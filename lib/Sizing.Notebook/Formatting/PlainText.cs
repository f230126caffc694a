namespace Sizing.Notebook.Formatting;

/// <summary>A value that is only its text.</summary>
internal sealed class PlainText(string text) : Display
{
    internal override Tag ToTag() => new("p", text);

    public override string ToString() => text;
}
