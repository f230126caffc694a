using Markdig.Syntax;
using Sizing.Tool.Html.Markdown;
using Sizing.Tool.Notebooks;

namespace Sizing.Tool.Html;

/// <summary>A notebook that becomes a page: its prose parsed, its outline read.</summary>
internal sealed class Lesson
{
    private readonly Dictionary<string, MarkdownDocument> prose;

    /// <summary>Reads the prose of a notebook, which running it does not change.</summary>
    /// <param name="notebook">The notebook, parameters set.</param>
    /// <param name="edition">The pair of a matrix that it is set to, or null.</param>
    internal Lesson(NotebookDocument notebook, Edition? edition = null)
    {
        Notebook = notebook;
        Edition = edition;
        prose = notebook.Cells.Where(cell => cell.Kind == CellKind.Markdown).ToDictionary(cell => cell.Id, cell => Prose.Parse(cell.Source));
        Outline = Outline.Read(notebook.Name, notebook.Cells.Where(cell => cell.Kind == CellKind.Markdown).Select(cell => prose[cell.Id]));
    }

    /// <summary>The notebook as read.</summary>
    internal NotebookDocument Notebook { get; }

    /// <summary>The pair of a matrix that it is set to, or null.</summary>
    internal Edition? Edition { get; }

    /// <summary>Title, question and sections.</summary>
    internal Outline Outline { get; }

    /// <summary>The name of the page's file.</summary>
    internal string PageName => $"{Notebook.Name}{Edition?.Suffix}.html";

    /// <summary>Every formula of the prose, in order.</summary>
    internal IEnumerable<Formula> Formulas => prose.Values.SelectMany(Prose.Formulas);

    /// <summary>The parameters that the caller set to another value than the notebook's.</summary>
    internal IReadOnlyList<NotebookParameter> ChangedParameters
    {
        get
        {
            var own = NotebookParameters.Of(Notebook with { Cells = [.. Notebook.Cells.Where(cell => !cell.HasTag("injected-parameters"))] });
            return [.. NotebookParameters.Of(Notebook).Except(own)];
        }
    }

    /// <summary>The parsed prose of a cell.</summary>
    internal MarkdownDocument ProseOf(Cell cell) => prose[cell.Id];
}
