namespace Sizing.Tool.Notebooks.Linting;

/// <summary>
/// The rules that keep a notebook portable (it runs unchanged in every C# kernel and opens in every front end) and a lesson
/// readable. A notebook that loads Sizing.Polyglot is neither meant for every kernel nor a lesson: it may use what its kernel has, and
/// needs no parameters, no chart and no length of prose. Nothing is run; outputs are judged as stored.
/// </summary>
internal static class NotebookLint
{
    private const string Polyglot = "Sizing.Polyglot.dll";

    /// <summary>Every rule that the notebook breaks, in the order of its cells; empty when there is none.</summary>
    internal static IReadOnlyList<LintFinding> Findings(NotebookDocument notebook)
    {
        var isForOneKernel = Code(notebook).SelectMany(DialectRules.References).Any(reference => reference.File.ValueText.EndsWith(Polyglot, StringComparison.Ordinal));
        return
        [
            .. MetadataRules.Findings(notebook),
            .. DialectRules.Findings(notebook, isForOneKernel),
            .. ParameterRules.Findings(notebook),
            .. isForOneKernel ? [] : LessonRules.Findings(notebook),
            .. CellRules.Findings(notebook),
        ];
    }

    /// <summary>The code cells of a notebook.</summary>
    internal static IEnumerable<Cell> Code(NotebookDocument notebook) => notebook.Cells.Where(cell => cell.Kind == CellKind.Code);
}
