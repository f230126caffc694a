using Sizing.Explain;

namespace Sizing.Notebook.Terms;

/// <summary>A term tree as a flat table.</summary>
internal static class BreakdownTable
{
    internal static Table Of(Term term) => new(
        [new(Labels.Term, nameof(Term.Name)), new(Labels.Value, nameof(Term.Value)), new(Labels.Share, nameof(Labels.Share))],
        term.Walk().Select(step => (IReadOnlyList<object?>)[Indented(step.Term.Name, step.Depth), step.Term.Value, Share.Of(step.Term, term)]),
        $"{term.Name}, {Labels.Of(term.Scope)}");

    /// <summary>The indent is of no-break spaces, so that it survives HTML.</summary>
    internal static string Indented(string name, int depth) => new string('\u00A0', 2 * depth) + name;
}
