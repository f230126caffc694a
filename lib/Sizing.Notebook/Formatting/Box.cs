namespace Sizing.Notebook.Formatting;

/// <summary>A labelled box.</summary>
internal static class Box
{
    internal static Tag Render(string style, string label, string text) =>
        new("div", ("class", style), ("role", "note"), new Tag("p", new Tag("strong", $"{label}:"), " ", text));
}
