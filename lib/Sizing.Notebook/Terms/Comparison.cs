using Sizing.Explain;
using Sizing.Notebook.Formatting;
using Sizing.Notebook.Tables;
using Sizing.Notebook.Terms;

namespace Sizing.Notebook;

/// <summary>Two results side by side: before, after, the difference with its sign, and the ratio.</summary>
public sealed class Comparison : Display
{
    private readonly string beforeName;
    private readonly string afterName;
    private readonly IReadOnlyList<(string Name, string Answer)> answers;

    internal Comparison(IReadOnlyList<Difference> differences, string beforeName, string afterName, IReadOnlyList<(string Name, string Answer)> answers)
    {
        Differences = differences;
        this.beforeName = beforeName;
        this.afterName = afterName;
        this.answers = answers;
    }

    /// <summary>The differences, term by term.</summary>
    public IReadOnlyList<Difference> Differences { get; }

    /// <summary>Returns the differences as a table.</summary>
    public Table ToTable() => new(
        [
            new(Labels.Term, nameof(Difference.Name)),
            new(beforeName, nameof(Difference.Before)),
            new(afterName, nameof(Difference.After)),
            new(Labels.Difference, nameof(Difference.Change)),
            new(Labels.Ratio, nameof(Labels.Ratio)),
        ],
        Differences.Select(each => (IReadOnlyList<object?>)
        [
            BreakdownTable.Indented(each.Name, each.Depth), each.Before, each.After, new Signed(each.Change), Ratio(each),
        ]));

    internal override Tag ToTag() => new Tag(
        "div",
        ("class", "sz-comparison"),
        answers.Select(each => new Tag("p", new Tag("strong", each.Name), ": ", each.Answer)),
        TableHtml.Render(ToTable()));

    /// <inheritdoc/>
    public override string ToString() =>
        string.Join('\n', answers.Select(each => $"{each.Name}: {each.Answer}").Append(ToTable().ToString()));

    private static double? Ratio(Difference difference) =>
        difference is { Before.Value: not 0, After: { } after } ? Math.Round(after.Value / difference.Before!.Value.Value, 3) : null;
}
