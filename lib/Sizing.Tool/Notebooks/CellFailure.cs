namespace Sizing.Tool.Notebooks;

/// <summary>A cell that failed; the cells after it were not run.</summary>
/// <param name="Notebook">The notebook's file.</param>
/// <param name="CellId">The cell's id.</param>
/// <param name="Message">The line and what happened.</param>
internal sealed record CellFailure(string Notebook, string CellId, string Message)
{
    /// <summary>One line that names notebook, cell and what happened.</summary>
    public override string ToString() => $"{Notebook}: cell '{CellId}' failed: {Message}";
}
