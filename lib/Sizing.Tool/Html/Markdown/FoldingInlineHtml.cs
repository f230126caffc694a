using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax.Inlines;

namespace Sizing.Tool.Html.Markdown;

/// <summary>Writes raw HTML within a sentence: folding tags kept, the rest as text.</summary>
internal sealed class FoldingInlineHtml : HtmlObjectRenderer<HtmlInline>
{
    /// <inheritdoc/>
    protected override void Write(HtmlRenderer renderer, HtmlInline obj) => renderer.Write(Folding.Escape(obj.Tag));
}
