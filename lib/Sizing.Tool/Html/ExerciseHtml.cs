namespace Sizing.Tool.Html;

/// <summary>Exercises in the outputs of cells.</summary>
internal static class ExerciseHtml
{
    private const string Exercise = "<div class=\"sz-exercise\">";
    private const string Answer = "<details class=\"sz-answer\">";
    private const string Open = "<details";
    private const string Close = "</details>";

    /// <summary>Whether the HTML of an output is an exercise.</summary>
    internal static bool Is(string html) => html.StartsWith(Exercise, StringComparison.Ordinal);

    /// <summary>The HTML without answers, whatever they hold.</summary>
    internal static string WithoutAnswers(string html)
    {
        for (var start = html.IndexOf(Answer, StringComparison.Ordinal); start >= 0; start = html.IndexOf(Answer, start, StringComparison.Ordinal))
            html = html.Remove(start, EndOf(html, start) - start);
        return html;
    }

    private static int EndOf(string html, int start)
    {
        var at = start + Open.Length;
        for (var depth = 1; depth > 0;)
        {
            var (open, close) = (html.IndexOf(Open, at, StringComparison.Ordinal), html.IndexOf(Close, at, StringComparison.Ordinal));
            if (close < 0)
                return html.Length;
            (depth, at) = open >= 0 && open < close ? (depth + 1, open + Open.Length) : (depth - 1, close + Close.Length);
        }
        return at;
    }
}
