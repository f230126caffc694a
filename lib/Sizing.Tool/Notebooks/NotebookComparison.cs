namespace Sizing.Tool.Notebooks;

/// <summary>Compares the stored outputs of a notebook with those of a run.</summary>
internal static class NotebookComparison
{
    private const int ShownCharacters = 60;

    /// <summary>One line per cell that differs: notebook, cell, line, what was stored and what came out.</summary>
    internal static IEnumerable<string> Differences(NotebookDocument stored, NotebookDocument run)
    {
        foreach (var (before, after) in stored.Cells.Zip(run.Cells))
        {
            if (Difference(before, after) is { } difference)
                yield return $"{stored.Path}: cell '{before.Id}' differs: {difference}";
        }
    }

    private static string? Difference(Cell stored, Cell run)
    {
        if (stored.ExecutionCount != run.ExecutionCount)
            return $"execution count {Count(stored)} is stored, the run gives {Count(run)}; run the notebook to store its outputs";
        if (stored.Outputs.Count != run.Outputs.Count)
            return $"{stored.Outputs.Count} outputs are stored, the run gives {run.Outputs.Count}";
        return stored.Outputs.Zip(run.Outputs).Select(pair => Difference(Text(pair.First), Text(pair.Second))).FirstOrDefault(each => each is not null);
    }

    private static string Count(Cell cell) => cell.ExecutionCount?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "none";

    private static string[] Text(CellOutput output) => JsonText.Of(NotebookWriter.OfOutput(output)).Split('\n');

    private static string? Difference(string[] stored, string[] run)
    {
        var line = stored.Zip(run).TakeWhile(pair => pair.First == pair.Second).Count();
        return line == stored.Length && line == run.Length
            ? null
            : $"output line {line + 1}: {Shown(stored, run, line)} is stored, the run gives {Shown(run, stored, line)}";
    }

    // The part of the line around its first difference.
    private static string Shown(string[] own, string[] other, int line)
    {
        if (line >= own.Length)
            return "nothing";
        var text = own[line];
        var same = line < other.Length ? text.Zip(other[line]).TakeWhile(pair => pair.First == pair.Second).Count() : 0;
        var start = Math.Max(0, same - (ShownCharacters / 3));
        var end = Math.Min(text.Length, start + ShownCharacters);
        return $"{(start > 0 ? "…" : "")}{text[start..end].Trim()}{(end < text.Length ? "…" : "")}";
    }
}
