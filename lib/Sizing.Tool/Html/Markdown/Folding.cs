using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace Sizing.Tool.Html.Markdown;

/// <summary>The raw HTML that prose may use: <c>details</c> and <c>summary</c>, without attributes but <c>open</c>.</summary>
internal static partial class Folding
{
    /// <summary>The text with those tags kept and everything else escaped.</summary>
    internal static string Escape(string html)
    {
        var safe = new StringBuilder();
        var done = 0;
        foreach (Match tag in Tag().Matches(html))
        {
            safe.Append(WebUtility.HtmlEncode(html[done..tag.Index])).Append(tag.Value);
            done = tag.Index + tag.Length;
        }
        return safe.Append(WebUtility.HtmlEncode(html[done..])).ToString();
    }

    [GeneratedRegex("<details( open)?>|</details>|</?summary>")]
    private static partial Regex Tag();
}
