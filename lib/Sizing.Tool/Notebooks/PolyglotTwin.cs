namespace Sizing.Tool.Notebooks;

/// <summary>The twin of a lesson for Polyglot Notebooks: the same cells, whose first one loads Sizing.Polyglot and turns it on.</summary>
internal static class PolyglotTwin
{
    private const string Workbook = "workbook/Sizing.Notebook.dll";
    private const string Polyglot = "polyglot/Sizing.Polyglot.dll";

    /// <summary>The twin, in a folder of its own and without outputs.</summary>
    /// <exception cref="SizingException">The lesson does not load the workbook.</exception>
    internal static NotebookDocument Of(NotebookDocument lesson, string folder)
    {
        var setup = lesson.Cells.FirstOrDefault(cell => cell.Kind == CellKind.Code && cell.Source.Contains(Workbook, StringComparison.Ordinal))
            ?? throw new SizingException($"Notebook '{lesson.Path}' does not load '{Workbook}'; 'notebooks lint' says how a lesson begins.");
        var cells = lesson.Cells.Select(cell => cell with { ExecutionCount = null, Outputs = [], Source = cell == setup ? Setup(cell, lesson, folder) : cell.Source });
        return lesson with { Path = Path.Combine(folder, Path.GetFileName(lesson.Path)), Cells = [.. cells] };
    }

    private static string Setup(Cell cell, NotebookDocument lesson, string folder)
    {
        var reference = cell.Source.Split('"').First(part => part.EndsWith(Workbook, StringComparison.Ordinal));
        var target = Path.Combine(lesson.Folder, reference[..^Workbook.Length], Polyglot);
        var relative = Path.GetRelativePath(folder, target).Replace('\\', '/');
        return cell.Source.Replace(reference, relative, StringComparison.Ordinal) + "\nPolyglot.Use();";
    }
}
