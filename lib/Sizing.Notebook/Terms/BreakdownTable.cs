using Sizing.Explain;
using Sizing.Notebook.Tables;

namespace Sizing.Notebook.Terms;

/// <summary>A term tree as a flat table.</summary>
internal static class BreakdownTable
{
    /// <summary>A no-break space, which HTML does not swallow.</summary>
    internal const char Indent = '\u00A0';

    internal static Table Of(Term term) => new(
        [new(Labels.Term, nameof(Term.Name)), new(Labels.Value, nameof(Term.Value)), new(Labels.Share, nameof(Labels.Share))],
        term.Walk().Select(step => (IReadOnlyList<object?>)[Indented(step.Term.Name, step.Depth), step.Term.Value, ShareOf(step.Term, term)]),
        Labels.WithScope(term));

    private static Percent? ShareOf(Term part, Term whole) => Share.Of(part, whole) is { } percent ? new(percent) : null;

    internal static string Indented(string name, int depth) => new string(Indent, 2 * depth) + name;
}
