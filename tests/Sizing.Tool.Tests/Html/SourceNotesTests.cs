using Sizing.Tool.Html;

namespace Sizing.Tool.Tests.Html;

public sealed class SourceNotesTests
{
    private readonly SourceNotes notes = new(Labels.Of("en"));

    [Fact]
    public void A_source_has_one_number_wherever_it_stands()
    {
        Assert.Equal("<p class=\"sz-source\">Source: ZeRO, §3 <sup><a href=\"#source-1\">1</a></sup></p>", notes.Number("<p class=\"sz-source\">Source: ZeRO, §3</p>"));
        Assert.Contains(">2</a>", notes.Number("<p class=\"sz-source\">Source: a: b, <a href=\"https://example.org\">https://example.org</a></p>"));
        Assert.Contains(">1</a>", notes.Number("<p class=\"sz-source\">Source: ZeRO, §3</p>"));
    }

    [Fact]
    public void The_list_has_each_source_once_in_the_order_of_the_numbers()
    {
        notes.Number("<p class=\"sz-source\">Source: one</p><p>no source: here</p><p class=\"sz-source\">Source: two</p><p class=\"sz-source\">Source: one</p>");

        Assert.Equal(
            "<details class=\"sources\"><summary>Sources of the numbers on this page (2)</summary>\n<ol>\n<li id=\"source-1\">one</li>\n<li id=\"source-2\">two</li>\n</ol></details>\n",
            notes.ToHtml());
    }

    [Fact]
    public void A_page_without_sources_has_no_list() => Assert.Equal("", notes.ToHtml());
}
