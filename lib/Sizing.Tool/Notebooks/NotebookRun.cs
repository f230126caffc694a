namespace Sizing.Tool.Notebooks;

/// <summary>A notebook after its run.</summary>
/// <param name="Document">The same cells with their new outputs; the file is not written.</param>
/// <param name="Failure">The cell that failed; null when every cell was run.</param>
internal sealed record NotebookRun(NotebookDocument Document, CellFailure? Failure);
