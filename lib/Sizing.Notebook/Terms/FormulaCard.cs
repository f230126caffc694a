using Sizing.Explain;
using Sizing.Notebook.Formatting;
using Sizing.Notebook.Terms;

namespace Sizing.Notebook;

/// <summary>A formula of the library: its text, its symbols with values and units, its result and its source.</summary>
public sealed class FormulaCard : Display
{
    private readonly string title;
    private readonly Formula formula;
    private readonly Term? term;

    private FormulaCard(string title, Formula formula, Term? term)
    {
        this.title = title;
        this.formula = formula;
        this.term = term;
    }

    /// <summary>Returns the card of a method that declares a formula, without numbers.</summary>
    /// <exception cref="SizingException">The method declares no formula.</exception>
    public static FormulaCard For(Delegate method)
    {
        ArgumentNullException.ThrowIfNull(method);
        try
        {
            return new(Words.Of(method.Method.Name), Formula.Of(method), null);
        }
        catch (ArgumentException problem)
        {
            throw new SizingException($"{problem.Message} Name a method of the library that has a formula.");
        }
    }

    /// <summary>Returns the card of a computed term, with the numbers that went in.</summary>
    /// <exception cref="SizingException">The term has no formula of its own.</exception>
    public static FormulaCard Of(Term term)
    {
        ArgumentNullException.ThrowIfNull(term);
        var formula = term.Formula
            ?? throw new SizingException($"'{term.Name}' has no formula of its own: it is a sum, a maximum or a given number. Show its breakdown instead.");
        return new(term.Name, formula, term);
    }

    internal override Tag ToTag() => new Tag(
        "div",
        ("class", "sz-formula-card"),
        new Tag("p", new Tag("strong", title)),
        term is null ? Bare() : BreakdownHtml.Derivation(term));

    /// <inheritdoc/>
    public override string ToString() => term is null
        ? string.Join('\n', formula.Sources.Select(source => $"  {Labels.Source}: {source}").Prepend($"  = {formula.Text}").Prepend(title))
        : BreakdownText.Render(term);

    private IEnumerable<Tag> Bare() => formula.Sources
        .Select(BreakdownHtml.SourceLine)
        .Prepend(new("p", ("class", "sz-formula"), Labels.Formula, ": ", new Tag("code", formula.Text)));
}
