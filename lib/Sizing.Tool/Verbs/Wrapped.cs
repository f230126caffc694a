namespace Sizing.Tool.Verbs;

/// <summary>Text in lines of a terminal's width, those after the first indented.</summary>
internal static class Wrapped
{
    private const int Width = 100;

    /// <summary>A label and a text; further lines of the text stand below its first.</summary>
    /// <param name="label">What stands before the text, padded.</param>
    /// <param name="text">The text; a word longer than a line stays whole.</param>
    internal static string Of(string label, string text)
    {
        List<string> lines = [];
        var line = label;
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length + 1 + word.Length > Width && line.Trim().Length > 0)
            {
                lines.Add(line.TrimEnd());
                line = new(' ', label.Length);
            }

            line += line.Length == label.Length ? word : $" {word}";
        }

        return string.Join('\n', lines.Append(line.TrimEnd()));
    }
}
