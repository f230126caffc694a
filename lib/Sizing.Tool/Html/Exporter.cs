using Sizing.Tool.Notebooks;

namespace Sizing.Tool.Html;

/// <summary>
/// Runs notebooks and writes a page for each, and the index. A notebook with a failing cell gets no page: an older page of
/// the same name is removed, so that nobody hands out numbers that no longer compute.
/// </summary>
internal sealed class Exporter
{
    private readonly ExportOptions options;
    private readonly IReadOnlyList<Lesson> lessons;
    private readonly Labels labels;

    private Exporter(IReadOnlyList<Lesson> lessons, ExportOptions options)
    {
        this.options = options;
        this.lessons = lessons;
        labels = Labels.Of(options.Language);
        RefuseSharedNames();
    }

    /// <summary>Exports the notebooks in the order given.</summary>
    /// <param name="lessons">The notebooks, parameters set.</param>
    /// <param name="run">Runs them.</param>
    /// <param name="options">What the caller asks.</param>
    /// <param name="report">Told, in one line each, what the pages have to do without.</param>
    /// <param name="stop">Ends the export; pages already written stay.</param>
    /// <exception cref="SizingException">Two notebooks would have the same page, or a file cannot be written.</exception>
    internal static async Task<ExportOutcome> ExportAsync(
        IReadOnlyList<Lesson> lessons, Func<Task<IReadOnlyList<NotebookRun>>> run, ExportOptions options,
        Action<string> report, CancellationToken stop)
    {
        var exporter = new Exporter(lessons, options);
        WholeFile.CreateFolder(options.Folder);
        // Formulas and colours do not depend on outputs: they are made while the notebooks run.
        var formulas = FormulaRenderer.RenderAsync([.. exporter.lessons.SelectMany(each => each.Formulas).Distinct()], report, stop);
        var colors = Task.Run(() => exporter.ColorAsync(stop), stop);
        var runs = await run().ConfigureAwait(false);
        var settings = new PageSettings(
            exporter.labels, options.Code, options.Static ? null : ChartLibrary.Load(), options.Static ? null : LiveLibrary.Load(), await formulas.ConfigureAwait(false))
        { Branding = options.Branding, IsSite = options.Site, WithoutAnswers = options.WithoutAnswers };
        return exporter.Write(runs, settings, await colors.ConfigureAwait(false));
    }

    private ExportOutcome Write(
        IReadOnlyList<NotebookRun> runs, PageSettings settings, IReadOnlyDictionary<Lesson, IReadOnlyDictionary<string, string>> colors)
    {
        var sequence = lessons.Where((_, index) => runs[index].Failure is null).ToList();
        var pages = new List<string>();
        foreach (var (lesson, run) in lessons.Zip(runs))
        {
            if (run.Failure is null)
                pages.Add(Save(lesson.PageName, new LessonPage(settings, lesson, run.Document) { Sequence = [.. sequence.Where(each => each.Edition == lesson.Edition)], Code = colors[lesson] }.ToHtml()));
            else
                File.Delete(Path.Combine(options.Folder, lesson.PageName));
        }
        foreach (var payload in options.Site ? Shared(settings) : [])
            Save(payload.FileName, payload.File);
        pages.Insert(0, Save(IndexPage.PageName, new IndexPage(settings, sequence).ToHtml()));
        return new(pages, [.. runs.Select(run => run.Failure).OfType<CellFailure>()]);
    }

    private static IEnumerable<PagePayload> Shared(PageSettings settings) => new[] { settings.Charts?.Payload, settings.Live?.Payload }.OfType<PagePayload>();

    private string Save(string name, string html)
    {
        var path = Path.Combine(options.Folder, name);
        WholeFile.Write(path, html);
        return path;
    }

    private async Task<IReadOnlyDictionary<Lesson, IReadOnlyDictionary<string, string>>> ColorAsync(CancellationToken stop)
    {
        var colors = new Dictionary<Lesson, IReadOnlyDictionary<string, string>>();
        foreach (var lesson in lessons)
        {
            var cells = lesson.Notebook.Cells.Where(cell => cell.Kind == CellKind.Code).ToList();
            var html = await CodeColors.ColorAsync(cells.Select(cell => cell.Source), stop).ConfigureAwait(false);
            colors[lesson] = cells.Zip(html).ToDictionary(pair => pair.First.Id, pair => pair.Second);
        }
        return colors;
    }

    private void RefuseSharedNames()
    {
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { IndexPage.PageName };
        foreach (var lesson in lessons.Where(each => !taken.Add(each.PageName)))
            throw new SizingException($"'{lesson.Notebook.Path}' would be written to '{lesson.PageName}', which another page has; rename the notebook.");
    }
}
