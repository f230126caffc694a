using Markdig;
using Markdig.Extensions.Mathematics;
using Markdig.Extensions.Tables;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Renderers.Html.Inlines;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Sizing.Tool.Html.Markdown;

/// <summary>The Markdown of prose cells: tables and maths as Jupyter and GitHub read them, raw HTML only to fold text away.</summary>
internal static class Prose
{
    private static readonly MarkdownPipeline Pipeline =
        new MarkdownPipelineBuilder().UsePipeTables().UseMathematics().UseTaskLists().Build();

    /// <summary>Parses one cell.</summary>
    internal static MarkdownDocument Parse(string markdown) => Markdig.Markdown.Parse(markdown, Pipeline);

    /// <summary>Every formula of a parsed cell, in order.</summary>
    internal static IEnumerable<Formula> Formulas(MarkdownDocument document) => document.Descendants().Select(node => node switch
    {
        MathBlock block => Of(block),
        MathInline inline => Of(inline),
        _ => (Formula?)null,
    }).OfType<Formula>();

    /// <summary>The HTML of a parsed cell.</summary>
    /// <param name="document">The parsed cell; its headings may carry ids.</param>
    /// <param name="mathml">The formulas that were rendered; the others are shown as LaTeX.</param>
    /// <param name="pages">The pages exported together, by notebook file name: links between notebooks become links between pages.</param>
    internal static string ToHtml(
        MarkdownDocument document, IReadOnlyDictionary<Formula, string> mathml, IReadOnlyDictionary<string, string> pages)
    {
        using var writer = new StringWriter { NewLine = "\n" };
        var html = new HtmlRenderer(writer);
        Pipeline.Setup(html);
        html.ObjectRenderers.ReplaceOrAdd<HtmlMathBlockRenderer>(new MathBlockHtml(mathml));
        html.ObjectRenderers.ReplaceOrAdd<HtmlMathInlineRenderer>(new MathInlineHtml(mathml));
        html.ObjectRenderers.ReplaceOrAdd<HtmlBlockRenderer>(new FoldingBlockHtml());
        html.ObjectRenderers.ReplaceOrAdd<HtmlInlineRenderer>(new FoldingInlineHtml());
        html.ObjectRenderers.ReplaceOrAdd<LinkInlineRenderer>(new LinkHtml(pages));
        html.ObjectRenderers.ReplaceOrAdd<AutolinkInlineRenderer>(new AutolinkHtml());
        html.ObjectRenderers.ReplaceOrAdd<HeadingRenderer>(new HeadingHtml());
        html.ObjectRenderers.ReplaceOrAdd<HtmlTableRenderer>(new TableHtml());
        html.Render(document);
        return writer.ToString();
    }

    /// <summary>The words of a heading or paragraph, without marks.</summary>
    internal static string PlainText(LeafBlock block) => string.Concat((block.Inline?.Descendants() ?? []).Select(node => node switch
    {
        LiteralInline literal => literal.Content.ToString(),
        CodeInline code => code.Content,
        MathInline math => math.Content.ToString(),
        AutolinkInline link => link.Url,
        HtmlEntityInline entity => entity.Transcoded.ToString(),
        HtmlInline tag => tag.Tag,
        LineBreakInline => " ",
        _ => "",
    }));

    /// <summary>A formula on lines of its own.</summary>
    internal static Formula Of(MathBlock block) => new(block.Lines.ToString().Trim(), Display: true);

    /// <summary>A formula within a sentence.</summary>
    internal static Formula Of(MathInline inline) => new(inline.Content.ToString().Trim(), inline.DelimiterCount == 2);
}
