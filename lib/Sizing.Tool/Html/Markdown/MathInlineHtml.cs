using System.Net;
using Markdig.Extensions.Mathematics;
using Markdig.Renderers;
using Markdig.Renderers.Html;

namespace Sizing.Tool.Html.Markdown;

/// <summary>Writes a formula within a sentence as MathML, else as its LaTeX.</summary>
internal sealed class MathInlineHtml(IReadOnlyDictionary<Formula, string> mathml) : HtmlObjectRenderer<MathInline>
{
    /// <inheritdoc/>
    protected override void Write(HtmlRenderer renderer, MathInline obj)
    {
        var formula = Prose.Of(obj);
        renderer.Write(formula.Display ? $"<span class=\"formula\">{Html(formula, mathml)}</span>" : Html(formula, mathml));
    }

    /// <summary>The MathML of a formula, or its LaTeX in <c>code</c> where it was not rendered.</summary>
    internal static string Html(Formula formula, IReadOnlyDictionary<Formula, string> mathml) =>
        mathml.TryGetValue(formula, out var html) ? html : $"<code class=\"latex\">{WebUtility.HtmlEncode(formula.Latex)}</code>";
}
