namespace Sizing.Data;

/// <summary>Something wrong in a data file.</summary>
/// <param name="File">The file.</param>
/// <param name="Row">The line of the file, counted from 1; 0 for the file as a whole.</param>
/// <param name="Column">The column or key; empty for the row as a whole.</param>
/// <param name="Problem">What is wrong.</param>
/// <param name="Remedy">What to do.</param>
public sealed record DataProblem(string File, int Row, string Column, string Problem, string Remedy)
{
    /// <summary>Prints the problem as one sentence.</summary>
    public override string ToString()
    {
        var place = File + (Row > 0 ? $", row {Row}" : "") + (Column.Length > 0 ? $", column '{Column}'" : "");
        return $"{place}: {Problem}; {Remedy}.";
    }
}
