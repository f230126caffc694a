using Sizing.Explain;
using Sizing.Notebook.Formatting;
using Sizing.Notebook.Tables;

namespace Sizing.Notebook.Terms;

/// <summary>A term tree as HTML: a table of values and shares, and under it each term's working, nested and folded.</summary>
internal static class BreakdownHtml
{
    internal static Tag Render(Term root) => new(
        "div",
        ("class", "sz-breakdown"),
        TableHtml.Render(BreakdownTable.Of(root)),
        new Tag(
            "details",
            ("class", "sz-working"),
            new Tag("summary", Labels.Working),
            Derivation(root),
            root.Children.Select(child => Working(child, root))));

    internal static IEnumerable<Tag> Derivation(Term term)
    {
        if (term.Formula is { } formula)
        {
            yield return new("p", ("class", "sz-formula"), Labels.Formula, ": ", new Tag("code", formula.Text),
                Substitution.Of(formula, term.Inputs) is { } substituted ? new object?[] { " = ", new Tag("code", substituted) } : null,
                " = ", new Tag("strong", term.Value.ToString()));
        }
        if (term.Inputs.Count > 0)
            yield return InputTable(term);
        foreach (var input in term.Inputs.Where(input => input.From is not null))
            yield return new("details", new Tag("summary", input.Symbol, ": ", input.From!.ToString()), Derivation(input.From!));
        foreach (var source in BreakdownText.Sources(term))
            yield return SourceLine(source);
        if (term.Note is { } note)
            yield return new("p", ("class", "sz-note"), Labels.Note, ": ", note);
    }

    internal static Tag SourceLine(Source source) => new("p", ("class", "sz-source"), Labels.Source, ": ", SourceText(source));

    private static Tag Working(Term term, Term root)
    {
        var rule = term.Combination == Combination.Leaf ? "" : $", {Labels.Of(term.Combination)}";
        var head = $"{term.Name}: {term.Value}{Share.InBrackets(term, root)}{rule}";
        return new(
            "details",
            ("class", $"sz-term {KindNames.Class(term.Kind)}"),
            new Tag("summary", head),
            Derivation(term),
            term.Children.Select(child => Working(child, root)));
    }

    private static Tag InputTable(Term term) => TableHtml.Render(new(
        [new(Labels.Symbol, nameof(Input.Symbol)), new(Labels.Value, nameof(Input.Value)), new(Labels.Meaning, nameof(Input.Meaning))],
        term.Inputs.Select(input => (IReadOnlyList<object?>)[input.Symbol, input.Value, input.Meaning])));

    private static object SourceText(Source source) =>
        Uri.TryCreate(source.Where, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttps
            ? new object[] { $"{source.Title}, ", new Tag("a", ("href", address.AbsoluteUri), source.Where) }
            : source.ToString();
}
