using System.Net;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax.Inlines;

namespace Sizing.Tool.Html.Markdown;

/// <summary>
/// Writes links that work from a single file: to the web, within the page, and to notebooks exported together. Any other
/// address (<c>javascript:</c>, a file of the repository) would be dead or hostile: its text stays, the link goes.
/// An image becomes its description, for a page loads nothing.
/// </summary>
internal sealed class LinkHtml(IReadOnlyDictionary<string, string> pages) : HtmlObjectRenderer<LinkInline>
{
    /// <inheritdoc/>
    protected override void Write(HtmlRenderer renderer, LinkInline obj)
    {
        var address = Address(obj.Url ?? "");
        if (address is null || obj.IsImage)
        {
            renderer.WriteChildren(obj);
            return;
        }
        renderer.Write($"<a href=\"{WebUtility.HtmlEncode(address)}\">");
        renderer.WriteChildren(obj);
        renderer.Write("</a>");
    }

    private string? Address(string url)
    {
        if (url.StartsWith('#') || IsWeb(url))
            return url;
        var (file, fragment) = url.IndexOf('#', StringComparison.Ordinal) is >= 0 and var at ? (url[..at], url[at..]) : (url, "");
        return pages.TryGetValue(file.StartsWith("./", StringComparison.Ordinal) ? file[2..] : file, out var page) ? page + fragment : null;
    }

    /// <summary>Whether an address is one that a reader may follow out of the page.</summary>
    internal static bool IsWeb(string url) => Uri.TryCreate(url, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeMailto);
}
