using System.Text.Json.Nodes;
using Sizing.Explain;

namespace Sizing.Notebook.Charts;

/// <summary>Stacked bars as a Plotly figure: one trace for each part.</summary>
internal static class BarFigure
{
    internal static JsonObject Make(BarPlot plot)
    {
        // The bars stand at numbers, not at their labels: two bars may have the same label.
        var yAxis = new JsonObject
        {
            ["automargin"] = true,
            ["autorange"] = "reversed",
            ["tickvals"] = new JsonArray([.. plot.Bars.Select((_, index) => JsonValue.Create(index))]),
            ["ticktext"] = PlotlyFigure.Texts(plot.Bars.Select(bar => bar.Label)),
        };
        var limits = plot.Capacities.Select(capacity => plot.X.Scale.Of(capacity.Value)).ToList();
        var figure = PlotlyFigure.Make(
            plot,
            plot.Parts().Select(part => Trace(plot, part)),
            PlotlyFigure.AxisOf(plot.X),
            yAxis,
            [
                .. limits.Select(limit => PlotlyFigure.Limit("x", "paper", limit, 0, limit, 1)),
                .. plot.Bars.SelectMany((bar, index) => bar.Capacity is { } capacity ? OwnLimit(plot.X.Scale.Of(capacity), index) : []),
            ],
            plot.Capacities.Select((capacity, index) => PlotlyFigure.Note($"{capacity.Name}: {capacity.Value}", "x", "paper", limits[index], 1, "right")));
        figure["layout"]!["barmode"] = "stack";
        return figure;
    }

    private static IEnumerable<JsonNode> OwnLimit(double limit, int index) => [PlotlyFigure.Limit("x", "y", limit, index - 0.45, limit, index + 0.45)];

    private static JsonObject Trace(BarPlot plot, (string Name, TermKind Kind) part)
    {
        var ink = Palette.Of(part.Kind);
        var isFree = ink.Fill == "none";
        return new()
        {
            ["type"] = "bar",
            ["orientation"] = "h",
            ["name"] = PlotlyFigure.Text(part.Name),
            ["y"] = new JsonArray([.. plot.Bars.Select((_, index) => JsonValue.Create(index))]),
            ["x"] = PlotlyFigure.Numbers(plot.Bars.Select(bar => BarPlot.ValueOf(bar, part) is { Value: > 0 } value ? plot.X.Scale.Of(value) : (double?)null)),
            ["marker"] = new JsonObject
            {
                ["color"] = isFree ? PlotlyFigure.Transparent : ink.Fill,
                ["line"] = new JsonObject { ["width"] = 1, ["color"] = "rgba(128,128,128,0.8)" },
                ["pattern"] = new JsonObject { ["shape"] = ink.Hatch, ["fillmode"] = "overlay", ["size"] = 8, ["solidity"] = 0.2 },
            },
        };
    }
}
