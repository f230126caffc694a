using Sizing.Explain;

namespace Sizing.Notebook.Charts;

/// <summary>A point of a line or a scatter.</summary>
internal sealed record XyPoint(string Series, Amount X, Amount Y, string? Label);
