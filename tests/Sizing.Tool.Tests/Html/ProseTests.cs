using Sizing.Tool.Html;
using Sizing.Tool.Html.Markdown;

namespace Sizing.Tool.Tests.Html;

public sealed class ProseTests
{
    private static readonly Dictionary<Formula, string> NoMathml = [];

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("text <img src=x onerror=alert(1)> text")]
    [InlineData("<details onclick=\"alert(1)\">")]
    [InlineData("<iframe src=\"https://example.org\"></iframe>")]
    [InlineData("<!-- a comment -->")]
    public void Raw_html_stays_text(string markdown)
    {
        var html = Html(markdown);

        Assert.DoesNotContain("<script", html);
        Assert.DoesNotContain("<img", html);
        Assert.DoesNotContain("<iframe", html);
        Assert.DoesNotContain("<details", html);
        Assert.DoesNotContain("<!--", html);
        Assert.Contains("&lt;", html);
    }

    [Fact]
    public void Details_and_summary_fold_text_away()
    {
        var html = Html("<details><summary>Why?</summary>\n\nBecause **two**.\n\n</details>");

        Assert.Contains("<details><summary>Why?</summary>", html);
        Assert.Contains("<strong>two</strong>", html);
        Assert.Contains("</details>", html);
    }

    [Theory]
    [InlineData("[text](javascript:alert(1))")]
    [InlineData("[text](JaVaScRiPt:alert(1))")]
    [InlineData("[text](data:text/html,x)")]
    [InlineData("[text](file:///etc/passwd)")]
    [InlineData("[text](../data/gpus.csv)")]
    [InlineData("[text](//example.org/x)")]
    [InlineData("[text][r]\n\n[r]: javascript:alert(1)")]
    public void A_link_that_is_hostile_or_dead_keeps_its_text_only(string markdown)
    {
        Assert.Equal("<p>text</p>\n", Html(markdown));
    }

    [Theory]
    [InlineData("[t](https://example.org/a?b=1&c=2)", "href=\"https://example.org/a?b=1&amp;c=2\"")]
    [InlineData("[t](#limits)", "href=\"#limits\"")]
    [InlineData("[t](02-kv-cache.ipynb)", "href=\"02-kv-cache.html\"")]
    [InlineData("[t](./02-kv-cache.ipynb#limits)", "href=\"02-kv-cache.html#limits\"")]
    [InlineData("<https://example.org>", "href=\"https://example.org\"")]
    [InlineData("<mail@example.org>", "href=\"mailto:mail@example.org\"")]
    public void A_link_that_works_from_a_page_stays(string markdown, string expected)
    {
        Assert.Contains(expected, Html(markdown));
    }

    [Fact]
    public void An_image_becomes_its_description()
    {
        Assert.Equal("<p>a GPU</p>\n", Html("![a GPU](https://example.org/gpu.png)"));
    }

    [Fact]
    public void The_heading_cells_of_a_table_have_a_scope()
    {
        Assert.Contains("<th scope=\"col\"", Html("| a | b |\n|---|--:|\n| 1 | 2 |"));
    }

    [Fact]
    public void Attributes_cannot_be_added_to_an_element()
    {
        Assert.DoesNotContain("<p onclick", Html("text {onclick=alert(1)}"));
    }

    [Fact]
    public void A_formula_without_mathml_is_readable_latex()
    {
        Assert.Equal("<p>see <code class=\"latex\">a &lt; b</code></p>\n", Html("see $a < b$"));
    }

    [Fact]
    public void A_formula_with_mathml_is_mathml()
    {
        var mathml = new Dictionary<Formula, string> { [new("x", Display: true)] = "<math>…</math>" };

        Assert.Equal("<div class=\"formula\"><math>…</math></div>\n", Html("$$\nx\n$$", mathml));
    }

    [Fact]
    public void Prices_are_not_formulas()
    {
        Assert.Empty(Prose.Formulas(Prose.Parse("from $30,000 to $40,000 a year")));
    }

    [Fact]
    public void Formulas_are_found_in_sentences_tables_and_on_lines_of_their_own()
    {
        var formulas = Prose.Formulas(Prose.Parse("$a$\n\n| x |\n|---|\n| $b$ |\n\n$$\nc\n$$\n\n$$d$$"));

        Assert.Equal([new("a", false), new("b", false), new("c", true), new("d", true)], formulas);
    }

    private static string Html(string markdown, IReadOnlyDictionary<Formula, string>? mathml = null) => Prose.ToHtml(
        Prose.Parse(markdown), mathml ?? NoMathml, new Dictionary<string, string> { ["02-kv-cache.ipynb"] = "02-kv-cache.html" });
}
