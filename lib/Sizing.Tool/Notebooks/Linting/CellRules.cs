namespace Sizing.Tool.Notebooks.Linting;

/// <summary>What makes a cell read well: it is short, and its stored output is no failure.</summary>
internal static class CellRules
{
    private const int LongestCodeLines = 12;

    /// <summary>The cells that a reader would stumble over.</summary>
    internal static IEnumerable<LintFinding> Findings(NotebookDocument notebook)
    {
        foreach (var cell in NotebookLint.Code(notebook))
        {
            if (Lines(cell.Source) is > LongestCodeLines and var lines)
                yield return new(cell.Id, null, $"{lines} lines of code; keep a cell within {LongestCodeLines}, or move code to the library.");
            if (cell.Outputs.OfType<ErrorOutput>().FirstOrDefault() is { } error)
                yield return new(cell.Id, null, $"the stored output is an error ({error.Name}); repair the cell and 'run' the notebook.");
        }
    }

    private static int Lines(string source) => source.TrimEnd().Split('\n').Length;
}
