using Sizing.Notebook.Formatting;

namespace Sizing.Notebook;

/// <summary>What to remember of a lesson, in one sentence.</summary>
/// <param name="sentence">The sentence; put computed numbers in with <c>$"…{value}…"</c>.</param>
public sealed class Takeaway(string sentence) : Display
{
    internal override Tag ToTag() => Box.Render("sz-takeaway", Labels.Takeaway, sentence);

    /// <inheritdoc/>
    public override string ToString() => $"{Labels.Takeaway}: {sentence}";
}
