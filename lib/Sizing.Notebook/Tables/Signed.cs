using Sizing.Explain;

namespace Sizing.Notebook.Tables;

/// <summary>A difference: printed with its sign.</summary>
internal sealed record Signed(Amount Value);
