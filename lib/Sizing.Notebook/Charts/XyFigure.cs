using System.Text.Json.Nodes;

namespace Sizing.Notebook.Charts;

/// <summary>Lines or points as a Plotly figure: one trace for each series.</summary>
internal static class XyFigure
{
    private const double Height = 420;

    internal static JsonObject Make(XyPlot plot)
    {
        var limits = plot.Capacities.Select(capacity => plot.Y.Scale.Of(capacity.Value)).ToList();
        var sides = plot.Points.Zip(new XyFrame(plot, 0, XySvg.PlotHeight, 0).NameSides()).DistinctBy(pair => pair.First).ToDictionary(pair => pair.First, pair => pair.Second);
        return PlotlyFigure.Make(
            plot,
            Height,
            plot.Series().Select((series, index) => Trace(plot, series.Name, series.Points, sides, Palette.OfSeries(index))),
            PlotlyFigure.AxisOf(plot.X, [.. plot.Points.Select(point => plot.X.Scale.Of(point.X))]),
            PlotlyFigure.AxisOf(plot.Y, [.. plot.Points.Select(point => plot.Y.Scale.Of(point.Y)), .. limits]),
            limits.Select(limit => PlotlyFigure.Limit("paper", "y", 0, limit, 1, limit)),
            plot.Capacities.Select((capacity, index) =>
                PlotlyFigure.Note($"{capacity.Name}: {capacity.Value}", "paper", "y", 0, plot.Y.IsLog ? Math.Round(Math.Log10(limits[index]), 6) : limits[index], "left")));
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
