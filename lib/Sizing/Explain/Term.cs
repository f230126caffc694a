namespace Sizing.Explain;

/// <summary>
/// A node of an estimate: a named value with the formula and inputs that gave it, and the terms it is made of.
/// The children sum to the value, or the value is their maximum; the constructor-like factories make sure of it.
/// </summary>
[TypeFormatterSource]
public sealed record Term
{
    private Term(string name, TermKind kind, Amount value, Combination combination, IReadOnlyList<Term> children)
    {
        Name = name;
        Kind = kind;
        Value = value;
        Combination = combination;
        Children = children;
    }

    /// <summary>What the term is, in the field's own words.</summary>
    public string Name { get; init; }

    /// <summary>What the term is about; decides its colour.</summary>
    public TermKind Kind { get; init; }

    /// <summary>The value with its unit.</summary>
    public Amount Value { get; }

    /// <summary>What the value is counted over.</summary>
    public Scope Scope { get; init; } = Scope.PerGpu;

    /// <summary>How the value follows from <see cref="Children"/>.</summary>
    public Combination Combination { get; }

    /// <summary>The formula that gave the value, or null for a sum, a maximum or a given number.</summary>
    public Formula? Formula { get; init; }

    /// <summary>The inputs of the formula, in its order.</summary>
    public IReadOnlyList<Input> Inputs { get; init; } = [];

    /// <summary>Where a given number comes from, for a term without a formula.</summary>
    public Source? Source { get; init; }

    /// <summary>A remark for the reader, or null.</summary>
    public string? Note { get; init; }

    /// <summary>The terms that this one is made of.</summary>
    public IReadOnlyList<Term> Children { get; }

    /// <summary>A term computed by a formula of the library.</summary>
    /// <param name="name">What the term is.</param>
    /// <param name="kind">What it is about.</param>
    /// <param name="value">Its value.</param>
    /// <param name="formula">The method that computed it, which declares a formula.</param>
    /// <param name="inputs">The inputs of the formula.</param>
    public static Term Computed(string name, TermKind kind, Amount value, Delegate formula, params IReadOnlyList<Input> inputs) =>
        new(name, kind, value, Combination.Leaf, []) { Formula = Formula.Of(formula), Inputs = inputs };

    /// <summary>A term that was given: a row of data or a setting.</summary>
    public static Term Given(string name, TermKind kind, Amount value, Source? source = null) =>
        new(name, kind, value, Combination.Leaf, []) { Source = source };

    /// <summary>A term whose children add up to it.</summary>
    public static Term Sum(string name, TermKind kind, params IReadOnlyList<Term> children)
    {
        RequireChildren(name, children);
        return new(name, kind, Amount.Sum(children.Select(child => child.Value)), Combination.Sum, children) { Scope = children[0].Scope };
    }

    /// <summary>A term that is the largest of its children.</summary>
    public static Term Maximum(string name, TermKind kind, params IReadOnlyList<Term> children)
    {
        RequireChildren(name, children);
        return new(name, kind, children.Max(child => child.Value), Combination.Maximum, children) { Scope = children[0].Scope };
    }

    /// <summary>Walks the tree from this term down, parents before children, each with its depth.</summary>
    public IEnumerable<(Term Term, int Depth)> Walk() => Walk(0);

    /// <summary>Returns name and value.</summary>
    public override string ToString() => $"{Name}: {Value}";

    private static void RequireChildren(string name, IReadOnlyList<Term> children)
    {
        ArgumentNullException.ThrowIfNull(children);
        if (children.Count == 0)
            throw new ArgumentException($"'{name}' has no children.", nameof(children));
    }

    private IEnumerable<(Term Term, int Depth)> Walk(int depth) =>
        Children.SelectMany(child => child.Walk(depth + 1)).Prepend((this, depth));
}
