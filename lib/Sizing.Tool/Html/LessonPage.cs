using System.Net;
using System.Text;
using Sizing.Tool.Html.Markdown;
using Sizing.Tool.Notebooks;

namespace Sizing.Tool.Html;

/// <summary>The page of one notebook: its prose, its code as the settings say, its outputs, its contents and its origin.</summary>
internal sealed class LessonPage(PageSettings settings, Lesson lesson, NotebookDocument ran)
{
    private readonly Labels labels = settings.Labels;
    private readonly SourceNotes notes = new(settings.Labels);

    /// <summary>The lessons exported together, in reading order.</summary>
    internal required IReadOnlyList<Lesson> Sequence { get; init; }

    /// <summary>The coloured source of each code cell by id.</summary>
    internal required IReadOnlyDictionary<string, string> Code { get; init; }

    /// <summary>The whole page.</summary>
    internal string ToHtml()
    {
        var hasCharts = ran.Cells.SelectMany(cell => cell.Outputs).Any(OutputHtml.IsChart);
        return new PageShell(settings)
        {
            Title = $"{lesson.Outline.Title} · {settings.Product}",
            Description = lesson.Outline.Question is { Length: > 0 } question ? question : lesson.Outline.Title,
            Contents = ContentsHtml.Of(lesson.Outline.Headings, labels),
            Main = Main(),
            Footer = ProvenanceHtml.Of(labels, Path.GetFileName(ran.Path), NotebookParameters.Of(ran)),
            HasFoldedCode = settings.Code == CodeView.Folded && ran.Cells.Any(IsCodeShown),
            Charts = hasCharts ? settings.Charts : null,
            Live = ran.Cells.SelectMany(cell => cell.Outputs).Any(OutputHtml.IsWhatIf) ? settings.Live : null,
        }.ToHtml();
    }

    private string Main()
    {
        var main = new StringBuilder();
        if (!lesson.Outline.HasHeading)
            main.Append($"<h1>{Escape(lesson.Outline.Title)}</h1>\n");
        if (lesson.ChangedParameters is { Count: > 0 } changed)
            main.Append($"<p class=\"computed-for\">{Escape(labels["computedFor"])} {ProvenanceHtml.Of(changed)}</p>\n");
        var pages = Sequence.ToDictionary(each => Path.GetFileName(each.Notebook.Path), each => each.PageName, StringComparer.Ordinal);
        foreach (var cell in ran.Cells.Where(cell => !cell.HasTag("remove-cell")))
        {
            if (cell.Kind == CellKind.Markdown)
                main.Append($"<div class=\"prose\">\n{Prose.ToHtml(lesson.ProseOf(cell), settings.Mathml, pages)}</div>\n");
            else if (cell.Kind == CellKind.Code)
                main.Append(CodeCell(cell));
        }
        return main.Append(notes.ToHtml()).Append(Neighbours()).ToString();
    }

    /// <summary>The code of an exercise computes its answer.</summary>
    private bool IsCodeShown(Cell cell) => !(settings.WithoutAnswers && cell.Outputs.Any(OutputHtml.IsExercise)) && cell.Kind == CellKind.Code && !cell.HasTag("remove-input") && !cell.HasTag("remove-cell");

    private string CodeCell(Cell cell)
    {
        var html = new StringBuilder();
        if (settings.Code != CodeView.Hidden && IsCodeShown(cell))
        {
            var open = settings.Code == CodeView.Shown && !cell.HasTag("hide-input") ? " open" : "";
            html.Append($"<details class=\"code\"{open}><summary>{Escape(labels["code"])}</summary><pre><code>{Code[cell.Id]}</code></pre></details>\n");
        }
        if (!cell.HasTag("remove-output"))
        {
            var outputs = string.Concat(cell.Outputs.Select(output => notes.Number(OutputHtml.Of(output, settings.Charts is not null, settings.WithoutAnswers))));
            html.Append(cell.HasTag("hide-output") && outputs.Length > 0
                ? $"<details class=\"outputs\"><summary>{Escape(labels["output"])}</summary>\n{outputs}</details>\n"
                : outputs);
        }
        return html.Length == 0 ? "" : $"<div class=\"cell\" id=\"cell-{Escape(cell.Id)}\">\n{html}</div>\n";
    }

    private string Neighbours()
    {
        var at = Sequence.TakeWhile(each => each != lesson).Count();
        var links = new StringBuilder();
        if (at > 0)
            links.Append(Neighbour("prev", labels["previous"], Sequence[at - 1]));
        if (at + 1 < Sequence.Count)
            links.Append(Neighbour("next", labels["next"], Sequence[at + 1]));
        return links.Length == 0 ? "" : $"<nav class=\"neighbours\" aria-label=\"{Escape(labels["lessons"])}\">\n{links}</nav>\n";
    }

    private static string Neighbour(string relation, string word, Lesson other) =>
        $"<a class=\"{relation}\" rel=\"{relation}\" href=\"{Uri.EscapeDataString(other.PageName)}\"><span>{Escape(word)}</span> {Escape(other.Outline.Title)}</a>\n";

    private static string Escape(string text) => WebUtility.HtmlEncode(text);
}
