using System.Text.Json.Nodes;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Sizing.Tool.Html;
using Sizing.Tool.Notebooks;

namespace Sizing.Tool.Tests.Html;

public sealed class ExportOptionTests : IDisposable
{
    private const string Hostile = "</title><script>alert(1)</script>";
    private const string Nested = "<div class=\"sz-exercise\">\n<p>How many?</p>\n<details class=\"sz-answer\">\n<summary>Answer</summary>\n<details><summary>more</summary></details>\n<p>42 exactly</p>\n</details>\n</div>";

    private readonly string folder = Directory.CreateTempSubdirectory("export").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Title_and_footer_are_text_on_every_page()
    {
        var options = new ExportOptions { Folder = folder, Branding = Branding.Of(Hostile, logo: null, footer: Hostile) };
        foreach (var name in new[] { "lesson.html", "index.html" })
        {
            var page = await PageAsync(name, options);

            Assert.Equal(Hostile, page.QuerySelector(".product")!.TextContent);
            Assert.Equal(Hostile, page.QuerySelector(".handed-over")!.TextContent);
            Assert.EndsWith(Hostile, page.Title);
        }
    }

    [Theory]
    [InlineData("", null)]
    [InlineData("two\nlines", null)]
    [InlineData(null, " ")]
    public void A_title_or_footer_is_one_line_of_text(string? title, string? footer) =>
        Assert.EndsWith("give one line of text.", Assert.Throws<SizingException>(() => Branding.Of(title, logo: null, footer)).Message);

    [Fact]
    public async Task An_edition_with_exercises_has_neither_answers_nor_the_code_that_computes_them()
    {
        var page = await PageAsync("lesson.html", new() { Folder = folder, WithoutAnswers = true, Code = CodeView.Shown });

        var text = page.QuerySelector("main")!.TextContent;
        Assert.Contains("How many?", text);
        Assert.DoesNotContain("42", text);
        Assert.DoesNotContain("40 + 2", text);
        Assert.Contains("var before", text);
    }

    [Fact]
    public async Task The_pages_of_a_site_share_one_file_and_may_run_only_their_own()
    {
        var page = await PageAsync("lesson.html", new() { Folder = folder, Site = true });

        Assert.Equal("sizing-charts.js", page.QuerySelector("#chart-library")!.GetAttribute("data-file"));
        Assert.Equal("", page.QuerySelector("#chart-library")!.TextContent);
        Assert.Contains("'self'", page.QuerySelector("meta[http-equiv]")!.GetAttribute("content"));
        Assert.InRange(new FileInfo(Path.Combine(folder, "lesson.html")).Length, 1, 100_000);
        Assert.StartsWith("(globalThis.packed ??= {})[\"chart-library\"] = { bytes: ", await File.ReadAllTextAsync(Path.Combine(folder, "sizing-charts.js")));
    }

    [Fact]
    public void A_language_without_labels_is_refused_with_those_that_have_some() =>
        Assert.Equal("There are no labels in 'xx'; known: en.", Assert.Throws<SizingException>(() => Labels.Of("xx")).Message);

    [Fact]
    public async Task A_matrix_has_the_edition_of_every_pair_and_an_index_that_links_them()
    {
        string[] models = ["meta-llama/Llama-3.1-8B", "meta-llama/Llama-3.1-70B"];
        var matrix = NotebookMatrix.Parse([$"model={string.Join(',', models)}", "gpu=H100,L4"])!;
        var lessons = matrix.Pairs.Select(pair => new Lesson(NotebookMatrix.Set(Notebook(), pair), new(pair.Model, pair.Gpu))).ToList();

        await Exporter.ExportAsync(lessons, () => Runs(lessons), new() { Folder = folder }, _ => { }, CancellationToken.None);

        var index = await ReadAsync("index.html");
        Assert.Equal(models, index.QuerySelectorAll(".matrix tbody th").Select(head => head.TextContent));
        // 8B in BF16 is 15 GiB: it fits 80 GB and 24 GB; 70B is 131 GiB and fits neither.
        Assert.Equal(["Fits", "Fits", "Does not fit", "Does not fit"], index.QuerySelectorAll(".matrix td > a").Select(link => link.TextContent));
        Assert.All(index.QuerySelectorAll(".matrix td > a"), link => Assert.True(File.Exists(Path.Combine(folder, link.GetAttribute("href")!))));
        Assert.Contains("Cost of a million output tokens, rented: $", index.QuerySelector(".matrix td")!.TextContent);
        Assert.Contains("\"meta-llama/Llama-3.1-70B\"", (await ReadAsync("lesson--meta-llama-llama-3-1-70b--l4.html")).QuerySelector(".computed-for")!.TextContent);
    }

    [Theory]
    [InlineData("models=a", "write it as model=A,B gpu=X,Y")]
    [InlineData("model=llama-3.1-8b", "needs models and GPUs")]
    public void A_matrix_that_is_not_one_is_refused(string word, string sentence) =>
        Assert.Contains(sentence, Assert.Throws<SizingException>(() => NotebookMatrix.Parse([word])).Message);

    private async Task<IHtmlDocument> PageAsync(string name, ExportOptions options)
    {
        Lesson[] lessons = [new(Notebook())];
        await Exporter.ExportAsync(lessons, () => Runs(lessons), options, _ => { }, CancellationToken.None);
        return await ReadAsync(name);
    }

    private async Task<IHtmlDocument> ReadAsync(string name) =>
        await new HtmlParser().ParseDocumentAsync(await File.ReadAllTextAsync(Path.Combine(folder, name)));

    private static Task<IReadOnlyList<NotebookRun>> Runs(IEnumerable<Lesson> lessons) =>
        Task.FromResult<IReadOnlyList<NotebookRun>>([.. lessons.Select(lesson => new NotebookRun(lesson.Notebook, null))]);

    private static NotebookDocument Notebook() => new("lesson.ipynb",
    [
        new(CellKind.Markdown, "title", "# A lesson"),
        new(CellKind.Code, "parameters", "string model = \"a\"; string gpu = \"b\"; int context = 4096;") { Metadata = new() { ["tags"] = new JsonArray("parameters") } },
        new(CellKind.Code, "chart", "var before = 1;") { Outputs = [new DataOutput(new JsonObject { ["application/vnd.plotly.v1+json"] = new JsonObject(), ["text/html"] = "<figure></figure>" })] },
        new(CellKind.Code, "exercise", "new Exercise(\"How many?\", 40 + 2)") { Outputs = [new DataOutput(new JsonObject { ["text/html"] = Nested })] },
    ]);
}
