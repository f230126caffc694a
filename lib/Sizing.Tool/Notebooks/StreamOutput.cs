namespace Sizing.Tool.Notebooks;

/// <summary>What a cell wrote to its console.</summary>
/// <param name="Name"><c>stdout</c> or <c>stderr</c>.</param>
/// <param name="Text">The text written.</param>
internal sealed record StreamOutput(string Name, string Text) : CellOutput;
