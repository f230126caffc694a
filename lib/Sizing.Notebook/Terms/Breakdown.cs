using Sizing.Explain;
using Sizing.Notebook.Formatting;
using Sizing.Notebook.Terms;

namespace Sizing.Notebook;

/// <summary>
/// A term and all that it is made of: names, values, shares, and under each number the formula with its inputs and its source.
/// </summary>
public sealed class Breakdown : Display
{
    private readonly Term term;

    private Breakdown(Term term) => this.term = term;

    /// <summary>Returns the breakdown of a term.</summary>
    public static Breakdown Of(Term term)
    {
        ArgumentNullException.ThrowIfNull(term);
        return new(term);
    }

    internal override Tag ToTag() => BreakdownHtml.Render(term);

    /// <summary>Returns the tree with every formula, symbol, value, unit and source.</summary>
    public override string ToString() => BreakdownText.Render(term);
}
