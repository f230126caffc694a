namespace Sizing.Tool.Notebooks;

/// <summary>How far a run has come.</summary>
/// <param name="Notebook">The notebook that has just gone on.</param>
/// <param name="CellsDone">Code cells run so far, in all notebooks.</param>
/// <param name="CellsTotal">Code cells in all notebooks.</param>
/// <param name="Finished">The notebook's run when it has just ended; otherwise null.</param>
internal sealed record RunProgress(NotebookDocument Notebook, int CellsDone, int CellsTotal, NotebookRun? Finished);
