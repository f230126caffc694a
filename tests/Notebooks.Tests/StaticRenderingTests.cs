using System.Text.Json.Nodes;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace Notebooks.Tests;

/// <summary>A site that shows stored notebooks without running anything, as GitHub does, drops scripts and styles; the tables have to stay.</summary>
public sealed class StaticRenderingTests
{
    public static TheoryData<string> Lessons => [.. Directory.GetFiles(NotebookRuns.Folder, "*.ipynb").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Lessons))]
    public void Without_scripts_and_styles_every_table_can_be_read(string lesson)
    {
        var cells = JsonNode.Parse(File.ReadAllText(Path.Combine(NotebookRuns.Folder, lesson)))!["cells"]!.AsArray();
        var outputs = cells.ToDictionary(cell => (string)cell!["id"]!, cell => Html(cell!));
        var tables = outputs.ToDictionary(output => output.Key, output => Stripped(output.Value).QuerySelectorAll("table").ToList());

        Assert.NotEmpty(tables.Values.SelectMany(list => list));
        Assert.All(outputs, output => Assert.Equal(output.Value.Split("<table").Length - 1, tables[output.Key].Count));
        Assert.All(cells.Where(cell => cell!["outputs"]?.AsArray().Count > 0 && ((string)cell["id"]!).EndsWith("-table", StringComparison.Ordinal)),
            cell => Assert.NotEmpty(tables[(string)cell!["id"]!]));
        Assert.All(tables.Values.SelectMany(list => list), table =>
        {
            Assert.Null(table.Closest("[hidden], template, noscript"));
            Assert.NotEmpty(table.QuerySelectorAll("tr"));
            Assert.All(table.QuerySelectorAll("tr"), row => Assert.Contains(row.Children, cell => cell.TextContent.Trim().Length > 0));
        });
    }

    private static string Html(JsonNode cell) => string.Concat((cell["outputs"]?.AsArray() ?? [])
        .SelectMany(output => output!["data"]?["text/html"] is JsonArray lines ? lines.Select(line => (string)line!) : []));

    private static IElement Stripped(string html)
    {
        var body = new HtmlParser().ParseDocument($"<!doctype html><body>{html}</body>").Body!;
        foreach (var element in body.QuerySelectorAll("script, style, link").ToList())
            element.Remove();
        return body;
    }
}
