using System.Text.Json.Nodes;

namespace Sizing.Notebook.Charts;

/// <summary>A heatmap as a Plotly figure, with its value in every cell.</summary>
internal static class HeatFigure
{
    internal static JsonObject Make(HeatPlot plot)
    {
        var yAxis = PlotlyFigure.AxisOf(plot.Y);
        yAxis["autorange"] = "reversed";
        yAxis["type"] = "category";
        var xAxis = PlotlyFigure.AxisOf(plot.X);
        xAxis["type"] = "category";
        return PlotlyFigure.Make(plot, 220 + 36 * plot.Rows().Count, [Trace(plot)], xAxis, yAxis, [], []);
    }

    private static JsonObject Trace(HeatPlot plot)
    {
        var columns = plot.Columns();
        List<List<double?>> values =
        [
            .. plot.Rows().Select(row => columns.Select(column => plot.ValueAt(row, column) is { } value ? plot.Value.Scale.Of(value) : (double?)null).ToList()),
        ];
        return new()
        {
            ["type"] = "heatmap",
            ["x"] = PlotlyFigure.Texts(columns),
            ["y"] = PlotlyFigure.Texts(plot.Rows()),
            ["z"] = PlotlyFigure.Array(values.Select(row => PlotlyFigure.Numbers(row))),
            ["text"] = PlotlyFigure.Array(values.Select(row => PlotlyFigure.Texts(row.Select(value => value is { } number ? Drawing.Label(number) : "")))),
            ["texttemplate"] = "%{text}",
            ["colorscale"] = PlotlyFigure.Array(Palette.HeatStops().Select(stop => new JsonArray(stop.Part, stop.Color))),
            ["colorbar"] = new JsonObject { ["title"] = new JsonObject { ["text"] = PlotlyFigure.Text(plot.Value.Title) } },
            ["hoverongaps"] = false,
        };
    }
}
