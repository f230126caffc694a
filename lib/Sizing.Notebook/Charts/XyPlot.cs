using System.Text.Json.Nodes;
using Sizing.Explain;
using Sizing.Notebook.Formatting;

namespace Sizing.Notebook.Charts;

/// <summary>Lines or points over two numeric axes.</summary>
internal sealed record XyPlot(string Title, Axis X, Axis Y, IReadOnlyList<XyPoint> Points, bool IsLines) : Plot(Title, X, Y)
{
    internal override string KindName => IsLines ? Labels.Lines : Labels.Points;

    private protected override Axis AxisOfAmounts => Y;

    /// <summary>The points by series, in the order in which the series first occur; those of a line from left to right.</summary>
    internal IReadOnlyList<(string Name, IReadOnlyList<XyPoint> Points)> Series() =>
    [
        .. Points.GroupBy(point => point.Series)
            .Select(group => (group.Key, (IReadOnlyList<XyPoint>)[.. IsLines ? group.OrderBy(point => point.X) : (IEnumerable<XyPoint>)group])),
    ];

    internal static XyPlot Make(IReadOnlyList<XyPoint> points, string xName, string yName, bool isLines) => new(
        $"{yName} × {xName}",
        new(xName, UnitScale.For([.. points.Select(point => point.X)])),
        new(yName, UnitScale.For([.. points.Select(point => point.Y)])),
        points,
        isLines);

    internal override Plot WithLog(bool x)
    {
        if (Points.Count == 0)
            return this;
        if (Points.Any(point => (x ? point.X : point.Y).Value <= 0))
            throw new SizingException($"'{(x ? X : Y).Name}' has a value of zero or less, which a logarithmic axis cannot show.");
        return x ? this with { X = X with { IsLog = true } } : this with { Y = Y with { IsLog = true } };
    }

    internal override Table Data()
    {
        var hasSeries = Points.Any(point => point.Series.Length > 0);
        var hasLabels = Points.Any(point => point.Label is not null);
        return new(
            [
                .. hasLabels ? [new Column(Labels.Label, nameof(XyPoint.Label))] : Array.Empty<Column>(),
                .. hasSeries ? [new Column(Labels.Series, nameof(XyPoint.Series))] : Array.Empty<Column>(),
                new(X.Name, nameof(X)),
                new(Y.Name, nameof(Y)),
            ],
            Series().SelectMany(series => series.Points).Select(point => (IReadOnlyList<object?>)
            [
                .. hasLabels ? [(object?)point.Label] : Array.Empty<object?>(),
                .. hasSeries ? [(object?)point.Series] : Array.Empty<object?>(),
                point.X,
                point.Y,
            ]));
    }

    internal override Tag Svg() => XySvg.Draw(this);

    internal override JsonObject Figure() => XyFigure.Make(this);

    private protected override string Subject() => Labels.Curves(Y.Title, X.Title, Series().Count, Points.Count);

    private protected override IEnumerable<Amount> Values() => Points.Select(point => point.Y);
}
