using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;

namespace Sizing.Tool.Html.Markdown;

/// <summary>Writes a block of raw HTML: folding tags kept, the rest as text.</summary>
internal sealed class FoldingBlockHtml : HtmlObjectRenderer<HtmlBlock>
{
    /// <inheritdoc/>
    protected override void Write(HtmlRenderer renderer, HtmlBlock obj)
    {
        renderer.EnsureLine();
        renderer.WriteLine(Folding.Escape(obj.Lines.ToString()));
    }
}
