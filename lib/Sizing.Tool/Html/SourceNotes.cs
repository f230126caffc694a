using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace Sizing.Tool.Html;

/// <summary>Numbers the sources under the outputs of a page, each once, and lists them at its end.</summary>
internal sealed partial class SourceNotes(Labels labels)
{
    private readonly List<string> sources = [];

    /// <summary>The HTML of an output whose source lines carry the number of their note.</summary>
    internal string Number(string html) => SourceLine().Replace(html, line =>
    {
        var source = line.Groups["source"].Value;
        var at = sources.IndexOf(source);
        if (at < 0)
        {
            at = sources.Count;
            sources.Add(source);
        }
        return $"{line.Groups["start"].Value}{source} <sup><a href=\"#source-{at + 1}\">{at + 1}</a></sup></p>";
    });

    /// <summary>The list of the sources numbered so far; empty where there is none.</summary>
    internal string ToHtml()
    {
        if (sources.Count == 0)
            return "";
        var list = new StringBuilder($"<details class=\"sources\"><summary>{WebUtility.HtmlEncode(labels["numberSources"])} ({sources.Count})</summary>\n<ol>\n");
        foreach (var (index, source) in sources.Index())
            list.Append($"<li id=\"source-{index + 1}\">{source}</li>\n");
        return list.Append("</ol></details>\n").ToString();
    }

    [GeneratedRegex("(?<start><p class=\"sz-source\">[^<:]*: )(?<source>.*?)</p>", RegexOptions.Singleline)]
    private static partial Regex SourceLine();
}
