using System.Text.Json.Nodes;
using Sizing.Explain;
using Sizing.Notebook.Formatting;

namespace Sizing.Notebook.Charts;

/// <summary>A part of a bar.</summary>
internal sealed record Segment(string Name, TermKind Kind, Amount Value)
{
    /// <summary>The parts of a term: its children, or those of its largest child where it is a maximum.</summary>
    internal static IReadOnlyList<Segment> Of(Term term) => term.Combination switch
    {
        Combination.Leaf => [new(term.Name, term.Kind, term.Value)],
        Combination.Sum => [.. term.Children.SelectMany(child => child.Kind == TermKind.Other ? Of(child) : [new(child.Name, child.Kind, child.Value)])],
        Combination.Maximum => Of(term.Children.MaxBy(child => child.Value)!),
    };
}

/// <summary>A bar: its label, its parts, and the capacity that it is held against, if it has one of its own.</summary>
internal sealed record Bar(string Label, IReadOnlyList<Segment> Segments, Amount? Capacity)
{
    /// <summary>The total, and the capacity where the bar has one.</summary>
    internal string TotalText => Capacity is { } capacity ? $"{Total} / {capacity}" : Total.ToString();

    internal Amount Total => Segments.Count == 0 ? default : Amount.Sum(Segments.Select(segment => segment.Value));
}

/// <summary>Stacked bars, lying, so that long names can be read.</summary>
internal sealed record BarPlot(string Title, Axis X, Axis Y, IReadOnlyList<Bar> Bars) : Plot(Title, X, Y)
{
    internal override string KindName => Labels.StackedBars;

    private protected override Axis AxisOfAmounts => X;

    /// <summary>The parts in the order in which they first occur, each once.</summary>
    internal IReadOnlyList<(string Name, TermKind Kind)> Parts() =>
        [.. Bars.SelectMany(bar => bar.Segments).Select(segment => (segment.Name, segment.Kind)).Distinct()];

    internal double Largest() => Bars.Select(bar => bar.Segments.Select(segment => X.Scale.Of(segment.Value)).Where(value => value > 0).Sum())
        .Concat(Bars.Select(bar => bar.Capacity).OfType<Amount>().Concat(Capacities.Select(capacity => capacity.Value)).Select(X.Scale.Of))
        .Append(0).Max();

    internal override Table Data()
    {
        var parts = Parts();
        var hasCapacity = Bars.Any(bar => bar.Capacity is not null);
        return new(
            [
                new(Y.Name, nameof(Bar.Label)),
                .. parts.Select(part => new Column(part.Name, part.Name)),
                new(Labels.Total, nameof(Bar.Total)),
                .. hasCapacity ? [new Column(Labels.Capacity, nameof(Bar.Capacity))] : Array.Empty<Column>(),
            ],
            Bars.Select(bar => (IReadOnlyList<object?>)
            [
                bar.Label,
                .. parts.Select(part => (object?)ValueOf(bar, part)),
                bar.Total,
                .. hasCapacity ? [(object?)bar.Capacity] : Array.Empty<object?>(),
            ]));
    }

    internal static Amount? ValueOf(Bar bar, (string Name, TermKind Kind) part)
    {
        List<Amount> values = [.. bar.Segments.Where(segment => (segment.Name, segment.Kind) == part).Select(segment => segment.Value)];
        return values.Count == 0 ? null : Amount.Sum(values);
    }

    internal override Tag Svg() => BarSvg.Draw(this);

    internal override JsonObject Figure() => BarFigure.Make(this);

    private protected override string Subject() => Labels.Bars(X.Title, Bars.Count, Parts().Count);

    private protected override IEnumerable<Amount> Values() => Bars.Select(bar => bar.Total);
}
