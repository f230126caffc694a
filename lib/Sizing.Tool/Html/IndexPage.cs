using System.Net;
using System.Text;

namespace Sizing.Tool.Html;

/// <summary>The first page of an export: a card for each lesson.</summary>
internal sealed class IndexPage(PageSettings settings, IReadOnlyList<Lesson> lessons)
{
    private readonly Labels labels = settings.Labels;

    /// <summary>The name of its file.</summary>
    internal const string PageName = "index.html";

    /// <summary>The whole page.</summary>
    internal string ToHtml() => new PageShell(settings)
    {
        Title = settings.Product,
        Description = labels["productDescription"],
        Main = $"<h1>{Escape(settings.Product)}</h1>\n{(IsMatrix ? MatrixHtml.Of(MatrixCells(), labels) : $"<p class=\"lead\">{Escape(labels["productDescription"])}</p>\n<ol class=\"cards\">\n{Cards()}</ol>\n")}",
        Footer = ProvenanceHtml.Of(labels, notebook: null, []),
    }.ToHtml();

    private bool IsMatrix => lessons.Any(lesson => lesson.Edition is not null);

    private IReadOnlyList<MatrixCell> MatrixCells() =>
        [.. lessons.GroupBy(lesson => lesson.Edition!).Select(edition => MatrixCell.Of(edition.Key, [.. edition]))];

    private string Cards()
    {
        var cards = new StringBuilder();
        foreach (var lesson in lessons)
        {
            cards.Append($"<li class=\"card\"><h2><a href=\"{Uri.EscapeDataString(lesson.PageName)}\">{Escape(lesson.Outline.Title)}</a></h2>\n");
            foreach (var (name, text) in new[] { ("question", lesson.Outline.Question), ("description", lesson.Outline.Description) })
            {
                if (text.Length > 0)
                    cards.Append($"<p class=\"{name}\">{Escape(text)}</p>\n");
            }
            cards.Append("</li>\n");
        }
        return cards.ToString();
    }

    private static string Escape(string text) => WebUtility.HtmlEncode(text);
}
