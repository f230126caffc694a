using System.Net;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;

namespace Sizing.Tool.Html.Markdown;

/// <summary>Writes a heading with its anchor; the outline has given it its id and level.</summary>
internal sealed class HeadingHtml : HtmlObjectRenderer<HeadingBlock>
{
    /// <inheritdoc/>
    protected override void Write(HtmlRenderer renderer, HeadingBlock obj)
    {
        var id = WebUtility.HtmlEncode(obj.TryGetAttributes()?.Id);
        renderer.EnsureLine();
        renderer.Write(id is null ? $"<h{obj.Level}>" : $"<h{obj.Level} id=\"{id}\">");
        renderer.WriteLeafInline(obj);
        // The contents name the same places for the keyboard; the sign is for the mouse.
        if (id is not null && obj.Level > 1)
            renderer.Write($"<a class=\"anchor\" href=\"#{id}\" aria-hidden=\"true\" tabindex=\"-1\">#</a>");
        renderer.WriteLine($"</h{obj.Level}>");
    }
}
