namespace Sizing.Notebook.Charts;

/// <summary>How wide text will be, near enough to lay a chart out without a font.</summary>
internal static class TextWidth
{
    internal const double FontSize = 13;

    internal static double Of(string text) => text.Sum(letter => letter < '\u1100' ? 0.56 : 1.0) * FontSize;

    /// <summary>Returns the text, cut with an ellipsis where it is wider than that; the table below the chart has it whole.</summary>
    internal static string Cut(string text, double width)
    {
        if (Of(text) <= width)
            return text;
        var length = text.Length;
        while (length > 1 && Of(text[..length]) > width - FontSize)
            length--;
        return $"{text[..length]}…";
    }
}
