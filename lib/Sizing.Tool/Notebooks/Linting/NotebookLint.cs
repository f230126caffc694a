namespace Sizing.Tool.Notebooks.Linting;

/// <summary>
/// The rules that keep a notebook portable (it runs unchanged in every C# kernel and opens in every front end) and a lesson
/// readable. Nothing is run; outputs are judged as stored.
/// </summary>
internal static class NotebookLint
{
    /// <summary>Every rule that the notebook breaks, in the order of its cells; empty when there is none.</summary>
    internal static IReadOnlyList<LintFinding> Findings(NotebookDocument notebook) =>
    [
        .. MetadataRules.Findings(notebook),
        .. DialectRules.Findings(notebook),
        .. ParameterRules.Findings(notebook),
        .. LessonRules.Findings(notebook),
    ];

    /// <summary>The code cells of a notebook.</summary>
    internal static IEnumerable<Cell> Code(NotebookDocument notebook) => notebook.Cells.Where(cell => cell.Kind == CellKind.Code);
}
