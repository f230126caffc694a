using System.Net;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax.Inlines;

namespace Sizing.Tool.Html.Markdown;

/// <summary>Writes an address in angle brackets as a link if a reader may follow it, else as text.</summary>
internal sealed class AutolinkHtml : HtmlObjectRenderer<AutolinkInline>
{
    /// <inheritdoc/>
    protected override void Write(HtmlRenderer renderer, AutolinkInline obj)
    {
        var text = WebUtility.HtmlEncode(obj.Url);
        var address = obj.IsEmail ? "mailto:" + text : text;
        renderer.Write(obj.IsEmail || LinkHtml.IsWeb(obj.Url) ? $"<a href=\"{address}\">{text}</a>" : text);
    }
}
