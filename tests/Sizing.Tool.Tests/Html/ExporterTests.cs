using System.Text.Json.Nodes;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Sizing.Tool.Html;
using Sizing.Tool.Notebooks;

namespace Sizing.Tool.Tests.Html;

public sealed class ExporterTests : IDisposable
{
    private const string Hostile = "</script><script>alert(1)</script>";

    private readonly string folder = Directory.CreateTempSubdirectory("export").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Only_the_scripts_that_the_exporter_wrote_are_in_a_page()
    {
        var page = await PageAsync();

        Assert.Equal(["labels", "chart-library", ""], page.Scripts.Where(each => !each.ClassList.Contains("figure")).Select(each => each.Id ?? ""));
        Assert.Equal(Hostile, (string?)JsonNode.Parse(Assert.Single(page.Scripts, each => each.ClassList.Contains("figure")).TextContent)!["name"]);
    }

    [Fact]
    public async Task A_page_loads_nothing()
    {
        var page = await PageAsync();

        Assert.Empty(page.QuerySelectorAll("[src]"));
        Assert.All(page.QuerySelectorAll("link"), link => Assert.StartsWith("data:", link.GetAttribute("href")));
    }

    [Fact]
    public async Task A_page_has_its_language_one_main_part_one_first_heading_a_title_and_a_description()
    {
        var page = await PageAsync();

        Assert.Equal("en", page.DocumentElement.GetAttribute("lang"));
        Assert.Single(page.QuerySelectorAll("main"));
        Assert.Equal($"A title {Hostile}", Assert.Single(page.QuerySelectorAll("h1")).TextContent);
        Assert.StartsWith($"A title {Hostile}", page.Title);
        Assert.Equal("What is it?", page.QuerySelector("meta[name=description]")!.GetAttribute("content"));
    }

    [Fact]
    public async Task The_policy_allows_no_inline_script_or_style_in_general()
    {
        var policy = (await PageAsync()).QuerySelector("meta[http-equiv]")!.GetAttribute("content")!;

        Assert.StartsWith("default-src 'none'; script-src 'sha256-", policy);
        Assert.DoesNotContain("'unsafe-inline'", policy);
        Assert.DoesNotContain("'unsafe-eval'", policy);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_page_is_within_its_budget(bool isStatic)
    {
        await PageAsync(isStatic);

        Assert.InRange(new FileInfo(Path.Combine(folder, "lesson.html")).Length, 1, isStatic ? 100_000 : 1_200_000);
    }

    [Fact]
    public async Task Two_exports_are_the_same_bytes()
    {
        await PageAsync();
        var first = await File.ReadAllBytesAsync(Path.Combine(folder, "lesson.html"));
        await PageAsync();

        Assert.Equal(first, await File.ReadAllBytesAsync(Path.Combine(folder, "lesson.html")));
    }

    [Fact]
    public async Task Hidden_code_is_not_in_the_page()
    {
        await PageAsync(code: CodeView.Hidden);

        Assert.DoesNotContain("class=\"code\"", await File.ReadAllTextAsync(Path.Combine(folder, "lesson.html")));
    }

    [Fact]
    public async Task A_failed_notebook_loses_its_page_and_the_index_its_card()
    {
        await PageAsync();
        var failure = new CellFailure("lesson.ipynb", "call", "it failed");

        var outcome = await ExportAsync(Notebook(), failure, new() { Folder = folder });

        Assert.Equal([failure], outcome.Failures);
        Assert.Equal([Path.Combine(folder, "index.html")], outcome.Pages);
        Assert.False(File.Exists(Path.Combine(folder, "lesson.html")));
        Assert.DoesNotContain("lesson.html", await File.ReadAllTextAsync(Path.Combine(folder, "index.html")));
    }

    [Fact]
    public async Task Two_notebooks_cannot_share_a_page()
    {
        var refused = await Assert.ThrowsAsync<SizingException>(() => Exporter.ExportAsync(
            [new Lesson(Notebook()), new Lesson(Notebook())], () => throw new InvalidOperationException(), new() { Folder = folder }, _ => { }, CancellationToken.None));

        Assert.Contains("lesson.html", refused.Message);
    }

    private async Task<IHtmlDocument> PageAsync(bool isStatic = false, CodeView code = CodeView.Folded)
    {
        await ExportAsync(Notebook(), failure: null, new() { Folder = folder, Static = isStatic, Code = code });
        return await new HtmlParser().ParseDocumentAsync(await File.ReadAllTextAsync(Path.Combine(folder, "lesson.html")));
    }

    private static Task<ExportOutcome> ExportAsync(NotebookDocument notebook, CellFailure? failure, ExportOptions options) => Exporter.ExportAsync(
        [new Lesson(notebook)], () => Task.FromResult<IReadOnlyList<NotebookRun>>([new(notebook, failure)]), options, _ => { }, CancellationToken.None);

    private static NotebookDocument Notebook() => new("lesson.ipynb",
    [
        new(CellKind.Markdown, "title", $"# A title {Hostile}\n\nWhat is it?\n\n## A part\n\n{Hostile}"),
        new(CellKind.Code, "call", $"var text = \"{Hostile}\";")
        {
            Outputs =
            [
                new StreamOutput("stdout", Hostile),
                new DataOutput(new JsonObject { ["text/plain"] = Hostile }),
                new DataOutput(new JsonObject
                {
                    ["application/vnd.plotly.v1+json"] = new JsonObject { ["name"] = Hostile },
                    ["text/html"] = "<figure><svg></svg></figure>",
                }),
            ],
        },
    ]);
}
