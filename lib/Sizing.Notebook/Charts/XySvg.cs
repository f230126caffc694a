using Sizing.Notebook.Formatting;

namespace Sizing.Notebook.Charts;

/// <summary>Draws lines, named at their ends, and points, named beside them.</summary>
internal static class XySvg
{
    internal const double PlotHeight = 280;
    private const double WidestName = 170;

    internal static Tag Draw(XyPlot plot)
    {
        var series = plot.Series();
        var isNamed = series.Any(each => each.Name.Length > 0);
        var legend = new Legend(plot.Id(), plot.IsLines || !isNamed
            ? []
            : series.Select((each, index) => (each.Name, Palette.OfSeries(index), (string?)null)), hasMarkers: true);
        var roomForNames = plot.IsLines && isNamed ? Math.Min(WidestName, series.Max(each => TextWidth.Of(each.Name)) + 22) : 0;
        var frame = new XyFrame(plot, legend.Bottom + 10, PlotHeight, roomForNames);
        var (left, right, top, bottom, x, y, limits) = (frame.Left, frame.Right, frame.Top, frame.Bottom, frame.X, frame.Y, frame.Limits);
        return Drawing.Picture(plot, bottom + 46, [],
        [
            .. legend.Draw(),
            .. x.Ticks.SelectMany(tick => new[] { Drawing.Rule(x.At(tick), top, x.At(tick), bottom, 0.12), Drawing.Text(Drawing.Label(tick), x.At(tick), bottom + 18, "middle") }),
            .. y.Ticks.SelectMany(tick => new[] { Drawing.Rule(left, y.At(tick), right, y.At(tick)), Drawing.Text(Drawing.Label(tick), left - 6, y.At(tick) + 4, "end") }),
            Drawing.Text(plot.X.Title, (left + right) / 2, bottom + 40, "middle"),
            Drawing.Text(plot.Y.Title, 12, (top + bottom) / 2, "middle", transform: $"rotate(-90 12 {Drawing.Number((top + bottom) / 2)})"),
            .. plot.Capacities.SelectMany((capacity, index) => new[]
            {
                Drawing.Limit(left, y.At(limits[index]), right, y.At(limits[index])),
                Drawing.Text($"{capacity.Name}: {capacity.Value}", left + 6, y.At(limits[index]) - 6),
            }),
            .. series.SelectMany((each, index) => DrawSeries(plot, each.Points, Palette.OfSeries(index), frame)),
            .. plot.IsLines && isNamed ? EndNames(plot, series, right, y) : PointNames(plot, frame),
        ]);
    }

    private static IEnumerable<Tag> DrawSeries(XyPlot plot, IReadOnlyList<XyPoint> points, Ink ink, XyFrame frame)
    {
        var places = points.Select(frame.At).ToList();
        if (plot.IsLines && places.Count > 1)
        {
            yield return new("polyline",
                ("points", string.Join(' ', places.Select(place => $"{Drawing.Number(place.X)},{Drawing.Number(place.Y)}"))),
                ("fill", "none"), ("stroke", ink.Fill), ("stroke-width", "2"), ("stroke-dasharray", ink.Dash.Length == 0 ? null : ink.Dash));
        }
        foreach (var (point, place) in points.Zip(places))
            yield return Marker.Draw(ink, place.X, place.Y, $"{point.Label ?? point.Series} {point.X}, {point.Y}".Trim());
    }

    private static IEnumerable<Tag> EndNames(XyPlot plot, IReadOnlyList<(string Name, IReadOnlyList<XyPoint> Points)> series, double right, Span y)
    {
        var ends = series.Select((each, index) => (each.Name, Ink: Palette.OfSeries(index), Y: y.At(plot.Y.Scale.Of(each.Points[^1].Y)))).OrderBy(each => each.Y);
        var free = double.NegativeInfinity;
        foreach (var (name, ink, end) in ends)
        {
            var place = Math.Max(end, free);
            free = place + Drawing.Line;
            yield return Marker.Draw(ink, right + 16, place, name);
            yield return Drawing.Text(TextWidth.Cut(name, WidestName - 30), right + 26, place + 4);
        }
    }

    private static IEnumerable<Tag> PointNames(XyPlot plot, XyFrame frame) => plot.Points.Zip(frame.NameSides())
        .Where(pair => pair.First.Label is not null)
        .Select(pair => (Label: pair.First.Label!, Side: pair.Second, At: frame.At(pair.First)))
        .Select(point => Drawing.Text(point.Label, point.At.X + point.Side.Right, point.At.Y + point.Side.Down, point.Side.Anchor));
}
