namespace Sizing.Notebook.Tables;

/// <summary>A share, printed with one decimal.</summary>
internal sealed record Percent(double Value);
