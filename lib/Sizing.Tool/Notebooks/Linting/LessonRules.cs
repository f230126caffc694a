namespace Sizing.Tool.Notebooks.Linting;

/// <summary>What makes a notebook a lesson: enough prose, a chart, something that a reader may change.</summary>
internal static class LessonRules
{
    private const int FewestWords = 600;
    private const int MostWords = 1500;
    private const string ChartType = "application/vnd.plotly.v1+json";

    /// <summary>What a reader would miss.</summary>
    internal static IEnumerable<LintFinding> Findings(NotebookDocument notebook)
    {
        if (!NotebookLint.Code(notebook).Any(cell => cell.HasTag(NotebookParameters.DeclaredTag)))
            yield return new(null, null, "no code cell is tagged 'parameters'; tag the one that declares what a reader may change.");
        var words = notebook.Cells.Where(cell => cell.Kind == CellKind.Markdown).Sum(cell => Words(cell.Source));
        if (words is < FewestWords or > MostWords)
            yield return new(null, null, $"the prose has {words} words; a lesson has {FewestWords} to {MostWords}.");
        if (!notebook.Cells.Any(HasChart))
            yield return new(null, null, "no stored output is a chart; show one with Chart, then 'run' the notebook.");
    }

    private static int Words(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length;

    private static bool HasChart(Cell cell) => cell.Outputs.OfType<DataOutput>().Any(output => output.Data.ContainsKey(ChartType));
}
