using System.Text.Json.Nodes;

namespace Sizing.Notebook.Charts;

/// <summary>Lines or points as a Plotly figure: one trace for each series.</summary>
internal static class XyFigure
{
    private const double Height = 420;
    private const double RoomForMarkers = 0.02;

    internal static JsonObject Make(XyPlot plot)
    {
        var limits = plot.Capacities.Select(capacity => plot.Y.Scale.Of(capacity.Value)).ToList();
        var frame = new XyFrame(plot, 0, XySvg.PlotHeight, 0);
        var sides = plot.Points.Zip(frame.NameSides()).DistinctBy(pair => pair.First).ToDictionary(pair => pair.First, pair => pair.Second);
        return PlotlyFigure.Make(
            plot,
            Height,
            plot.Series().Select((series, index) => Trace(plot, series.Name, series.Points, sides, Palette.OfSeries(index))),
            AxisOf(plot.X, frame.X, plot.Points.Select(point => plot.X.Scale.Of(point.X))),
            AxisOf(plot.Y, frame.Y, plot.Points.Select(point => plot.Y.Scale.Of(point.Y)).Concat(limits)),
            limits.Select(limit => PlotlyFigure.Limit("paper", "y", 0, limit, 1, limit)),
            plot.Capacities.Select((capacity, index) =>
                PlotlyFigure.Note($"{capacity.Name}: {capacity.Value}", "paper", "y", 0, plot.Y.IsLog ? Math.Round(Math.Log10(limits[index]), 6) : limits[index], "left")));
    }

    /// <summary>An axis as long as in the picture, so that the names of points find the same room, with room for markers at its ends.</summary>
    private static JsonObject AxisOf(Axis axis, Span span, IEnumerable<double> values)
    {
        var made = PlotlyFigure.AxisOf(axis, [.. values]);
        var (from, to) = axis.IsLog ? (Math.Log10(span.Ticks[0]), Math.Log10(span.Ticks[^1])) : (span.Ticks[0], span.Ticks[^1]);
        if (to > from)
            made["range"] = PlotlyFigure.Numbers([from - RoomForMarkers * (to - from), to + RoomForMarkers * (to - from)]);
        return made;
    }

    private static JsonObject Trace(XyPlot plot, string name, IReadOnlyList<XyPoint> points, Dictionary<XyPoint, NameSide> sides, Ink ink)
    {
        var hasLabels = points.Any(point => point.Label is not null);
        var trace = new JsonObject
        {
            ["type"] = "scatter",
            ["mode"] = plot.IsLines ? "lines+markers" : hasLabels ? "markers+text" : "markers",
            ["name"] = PlotlyFigure.Text(name),
            ["showlegend"] = name.Length > 0,
            ["x"] = PlotlyFigure.Numbers(points.Select(point => (double?)plot.X.Scale.Of(point.X))),
            ["y"] = PlotlyFigure.Numbers(points.Select(point => (double?)plot.Y.Scale.Of(point.Y))),
            ["marker"] = new JsonObject { ["color"] = ink.Fill, ["symbol"] = ink.Marker, ["size"] = 9 },
            ["line"] = new JsonObject { ["color"] = ink.Fill, ["dash"] = ink.Dash.Length == 0 ? "solid" : ink.Dash.Replace(" ", "px,", StringComparison.Ordinal) + "px" },
        };
        if (hasLabels)
        {
            trace["text"] = PlotlyFigure.Texts(points.Select(point => point.Label ?? ""));
            trace["textposition"] = PlotlyFigure.Texts(points.Select(point => sides[point].Plotly));
            trace["cliponaxis"] = false;
        }
        return trace;
    }
}
