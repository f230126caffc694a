using Sizing.Explain;

namespace Sizing.Notebook.Charts;

/// <summary>A limit that a chart shows as a line.</summary>
internal sealed record Capacity(string Name, Amount Value);
