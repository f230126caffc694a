using System.Net;
using System.Text;

namespace Sizing.Tool.Html;

/// <summary>The contents of a page: beside the text on wide screens, folded above it on narrow ones; one of the two is shown.</summary>
internal static class ContentsHtml
{
    /// <summary>The HTML of the contents; nothing for a page without sections.</summary>
    internal static string Of(IReadOnlyList<Heading> headings, Labels labels)
    {
        if (headings.Count == 0)
            return "";
        var word = WebUtility.HtmlEncode(labels["contents"]);
        var list = List(headings);
        return $"""
            <nav class="contents wide" aria-label="{word}"><p>{word}</p>{list}</nav>
            <nav class="contents narrow" aria-label="{word}"><details><summary>{word}</summary>{list}</details></nav>

            """;
    }

    private static string List(IReadOnlyList<Heading> headings)
    {
        var list = new StringBuilder("<ul>");
        foreach (var heading in headings)
            list.Append($"<li class=\"level-{heading.Level}\"><a href=\"#{WebUtility.HtmlEncode(heading.Id)}\">{WebUtility.HtmlEncode(heading.Text)}</a></li>");
        return list.Append("</ul>").ToString();
    }
}
