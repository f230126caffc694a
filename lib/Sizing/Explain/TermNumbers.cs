namespace Sizing.Explain;

/// <summary>Every number of a tree, so that two computations of it can be held against one another.</summary>
public static class TermNumbers
{
    /// <summary>The value of the term, those of its inputs and of the terms they came from, and those of its children, in that order.</summary>
    public static IEnumerable<double> Of(Term term)
    {
        ArgumentNullException.ThrowIfNull(term);
        return term.Inputs.SelectMany(OfInput).Prepend(term.Value.Value).Concat(term.Children.SelectMany(Of));
    }

    private static IEnumerable<double> OfInput(Input input) =>
        (input.From is { } from ? Of(from) : []).Prepend(input.Value.Value);
}
