using Markdig.Extensions.Mathematics;
using Markdig.Renderers;
using Markdig.Renderers.Html;

namespace Sizing.Tool.Html.Markdown;

/// <summary>Writes a formula on lines of its own as MathML, else as its LaTeX.</summary>
internal sealed class MathBlockHtml(IReadOnlyDictionary<Formula, string> mathml) : HtmlObjectRenderer<MathBlock>
{
    /// <inheritdoc/>
    protected override void Write(HtmlRenderer renderer, MathBlock obj)
    {
        renderer.EnsureLine();
        renderer.WriteLine($"<div class=\"formula\">{MathInlineHtml.Html(Prose.Of(obj), mathml)}</div>");
    }
}
