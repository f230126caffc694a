namespace Sizing.Tool.Notebooks;

/// <summary>An exception or a compile error of a cell.</summary>
/// <param name="Name">The kind of error (<c>ename</c>).</param>
/// <param name="Message">Its message (<c>evalue</c>).</param>
/// <param name="Traceback">The lines shown: what happened and at which cell and line.</param>
internal sealed record ErrorOutput(string Name, string Message, IReadOnlyList<string> Traceback) : CellOutput;
