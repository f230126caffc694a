using System.Text;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Sizing.Tool.Html.Markdown;

namespace Sizing.Tool.Html;

/// <summary>What a notebook says it is about: its first heading, the two paragraphs below it, and its sections.</summary>
/// <param name="Title">The first heading of level 1; the file's name where there is none.</param>
/// <param name="Question">The paragraph below the title: the question that the lesson answers; may be empty.</param>
/// <param name="Description">The paragraph after it; may be empty.</param>
/// <param name="HasHeading">Whether the title stands in the prose.</param>
/// <param name="Headings">The sections for the contents.</param>
internal sealed record Outline(
    string Title, string Question, string Description, bool HasHeading, IReadOnlyList<Heading> Headings)
{
    /// <summary>
    /// Reads the outline of parsed prose, gives every heading an id that is unique on the page, and leaves one heading of
    /// level 1: later ones become sections.
    /// </summary>
    internal static Outline Read(string name, IEnumerable<MarkdownDocument> prose)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal) { PageShell.ContentId };
        var headings = new List<Heading>();
        HeadingBlock? title = null;
        foreach (var block in prose.SelectMany(document => document.Descendants<HeadingBlock>()))
        {
            var text = Prose.PlainText(block);
            var id = Unique(Slug(text), ids);
            block.GetAttributes().Id = id;
            if (block.Level == 1 && title is null)
            {
                title = block;
                continue;
            }
            block.Level = Math.Max(2, block.Level);
            if (block.Level <= 3 && block.Parent is MarkdownDocument)
                headings.Add(new(block.Level, id, text));
        }
        var lead = (title?.Parent?.SkipWhile(block => block != title).Skip(1).TakeWhile(block => block is ParagraphBlock) ?? [])
            .Cast<ParagraphBlock>().Select(Prose.PlainText).ToList();
        return new(title is null ? name : Prose.PlainText(title), lead.ElementAtOrDefault(0) ?? "", lead.ElementAtOrDefault(1) ?? "",
            title is not null, headings);
    }

    private static string Slug(string text)
    {
        var slug = new StringBuilder();
        foreach (var letter in text.ToLowerInvariant())
        {
            if (char.IsLetterOrDigit(letter))
                slug.Append(letter);
            else if (slug.Length > 0 && slug[^1] != '-')
                slug.Append('-');
        }
        return slug.ToString().TrimEnd('-') is { Length: > 0 } words ? words : "section";
    }

    private static string Unique(string slug, HashSet<string> taken)
    {
        var id = slug;
        for (var n = 2; !taken.Add(id); n++)
            id = $"{slug}-{n}";
        return id;
    }
}
