using Sizing.Tool.Notebooks;

namespace Sizing.Tool.Html;

/// <summary>What an export did.</summary>
/// <param name="Pages">The files written, the index first.</param>
/// <param name="Failures">The cells that failed; their notebooks have no page.</param>
internal sealed record ExportOutcome(IReadOnlyList<string> Pages, IReadOnlyList<CellFailure> Failures);
