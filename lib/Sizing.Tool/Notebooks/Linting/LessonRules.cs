namespace Sizing.Tool.Notebooks.Linting;

/// <summary>What makes a notebook a lesson that reads well: enough prose, short cells, a chart, no failure.</summary>
internal static class LessonRules
{
    private const int FewestWords = 600;
    private const int MostWords = 1500;
    private const int LongestCodeLines = 12;
    private const string ChartType = "application/vnd.plotly.v1+json";

    /// <summary>What a reader would miss or stumble over.</summary>
    internal static IEnumerable<LintFinding> Findings(NotebookDocument notebook)
    {
        var words = notebook.Cells.Where(cell => cell.Kind == CellKind.Markdown).Sum(cell => Words(cell.Source));
        if (words is < FewestWords or > MostWords)
            yield return new(null, null, $"the prose has {words} words; a lesson has {FewestWords} to {MostWords}.");
        if (!notebook.Cells.Any(HasChart))
            yield return new(null, null, "no stored output is a chart; show one with Chart, then 'run' the notebook.");
        foreach (var cell in NotebookLint.Code(notebook))
        {
            if (Lines(cell.Source) is > LongestCodeLines and var lines)
                yield return new(cell.Id, null, $"{lines} lines of code; keep a cell within {LongestCodeLines}, or move code to the library.");
            if (cell.Outputs.OfType<ErrorOutput>().FirstOrDefault() is { } error)
                yield return new(cell.Id, null, $"the stored output is an error ({error.Name}); repair the cell and 'run' the notebook.");
        }
    }

    private static int Words(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length;

    private static int Lines(string source) => source.TrimEnd().Split('\n').Length;

    private static bool HasChart(Cell cell) => cell.Outputs.OfType<DataOutput>().Any(output => output.Data.ContainsKey(ChartType));
}
