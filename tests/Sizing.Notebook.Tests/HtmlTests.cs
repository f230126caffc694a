using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace Sizing.Notebook.Tests;

public sealed class HtmlTests
{
    public static TheoryData<int> All => [.. Enumerable.Range(0, Samples.Displays("x").Count())];

    [Theory]
    [MemberData(nameof(All))]
    public void Hostile_names_stay_text_and_no_script_or_style_is_emitted(int index)
    {
        var body = Parse(Samples.Displays(Samples.Hostile).ElementAt(index).ToHtml());

        Assert.Empty(body.QuerySelectorAll("script, style, link, iframe, img"));
        Assert.All(body.QuerySelectorAll("*"), element => Assert.All(element.Attributes, attribute =>
        {
            Assert.NotEqual("style", attribute.Name);
            Assert.False(attribute.Name.StartsWith("on", StringComparison.OrdinalIgnoreCase), attribute.Name);
            Assert.False(attribute.Value.StartsWith("javascript:", StringComparison.OrdinalIgnoreCase));
        }));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Every_table_has_scoped_headers_for_its_columns_and_rows(int index)
    {
        foreach (var table in Parse(Samples.Displays("x").ElementAt(index).ToHtml()).QuerySelectorAll("table"))
        {
            Assert.All(table.QuerySelectorAll("thead th"), header => Assert.Equal("col", header.GetAttribute("scope")));
            Assert.All(table.QuerySelectorAll("tbody tr"), row => Assert.Equal("row", row.FirstElementChild!.GetAttribute("scope")));
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Every_reference_finds_its_element(int index)
    {
        var body = Parse(Samples.Displays("x").ElementAt(index).ToHtml());
        var references = body.QuerySelectorAll("[aria-labelledby]").SelectMany(element => element.GetAttribute("aria-labelledby")!.Split(' '))
            .Concat(body.QuerySelectorAll("[fill^='url(#']").Select(element => element.GetAttribute("fill")![5..^1]));

        Assert.All(references, id => Assert.Single(body.QuerySelectorAll($"[id='{id}']")));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Elements_are_closed_where_they_should_be(int index)
    {
        var html = Samples.Displays("x").ElementAt(index).ToHtml();
        var document = System.Xml.Linq.XElement.Parse($"<body>{html}</body>");

        Assert.Equal(document.Descendants().Count(), Parse(html).QuerySelectorAll("*").Length);
    }

    internal static IElement Parse(string html) => new HtmlParser().ParseDocument($"<!doctype html><body>{html}</body>").Body!;
}
