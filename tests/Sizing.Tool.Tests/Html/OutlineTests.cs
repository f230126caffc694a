using Sizing.Tool.Html;
using Sizing.Tool.Html.Markdown;

namespace Sizing.Tool.Tests.Html;

public sealed class OutlineTests
{
    [Fact]
    public void The_first_heading_is_the_title_and_the_paragraphs_below_it_the_question_and_the_description()
    {
        var outline = Read("# KV *cache*\n\nHow much does `it` cost?\n\nFor engineers.\n\n## Next\n\nNo more.");

        Assert.Equal(("KV cache", "How much does it cost?", "For engineers."), (outline.Title, outline.Question, outline.Description));
    }

    [Fact]
    public void A_notebook_without_a_heading_is_titled_by_its_name()
    {
        var outline = Read("Just text.");

        Assert.Equal(("notebook", false), (outline.Title, outline.HasHeading));
    }

    [Fact]
    public void A_second_heading_of_level_one_becomes_a_section()
    {
        Assert.Equal([new Heading(2, "b", "B")], Read("# A", "# B").Headings);
    }

    [Fact]
    public void Headings_of_the_same_words_have_different_anchors()
    {
        Assert.Equal(["what-if", "what-if-2", "content-2"], Read("# A", "## What if?", "## What if", "## Content").Headings.Select(h => h.Id));
    }

    private static Outline Read(params string[] cells) => Outline.Read("notebook", [.. cells.Select(Prose.Parse)]);
}
