using Sizing.Notebook.Formatting;

namespace Sizing.Notebook;

/// <summary>A sentence set apart: a note, or a warning.</summary>
public sealed class Callout : Display
{
    private readonly string style;
    private readonly string label;
    private readonly string sentence;

    private Callout(string style, string label, string sentence)
    {
        this.style = style;
        this.label = label;
        this.sentence = sentence;
    }

    /// <summary>Returns a note.</summary>
    public static Callout Note(string sentence) => new("sz-note-box", Labels.Note, sentence);

    /// <summary>Returns a warning.</summary>
    public static Callout Warning(string sentence) => new("sz-warning", Labels.Warning, sentence);

    internal override Tag ToTag() => Box.Render(style, label, sentence);

    /// <inheritdoc/>
    public override string ToString() => $"{label}: {sentence}";
}
