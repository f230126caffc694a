using System.Text.Json.Nodes;
using Sizing.Explain;

namespace Sizing.Notebook.Charts;

/// <summary>Stacked bars as a Plotly figure: one trace for each part.</summary>
internal static class BarFigure
{
    private const double HalfBar = 0.25;
    private const double RoomBehind = 1.04;

    internal static JsonObject Make(BarPlot plot)
    {
        // The bars stand at numbers, not at their labels: two bars may have the same label, and long ones stand above them.
        var yAxis = new JsonObject
        {
            ["range"] = PlotlyFigure.Numbers([plot.Bars.Count - 0.6, -0.8]),
            ["showticklabels"] = false,
            ["showgrid"] = false,
            ["zeroline"] = false,
        };
        var limits = plot.Capacities.Select(capacity => plot.X.Scale.Of(capacity.Value)).ToList();
        var end = plot.Largest() * RoomBehind;
        // Plotly would widen the axis for the name of a capacity that stands near its beginning.
        var xAxis = PlotlyFigure.AxisOf(plot.X);
        if (end > 0)
            xAxis["range"] = PlotlyFigure.Numbers([0, end]);
        var figure = PlotlyFigure.Make(
            plot,
            180 + 62 * plot.Bars.Count,
            plot.Parts().Select(part => Trace(plot, part)),
            xAxis,
            yAxis,
            [
                .. limits.Select(limit => PlotlyFigure.Limit("x", "paper", limit, 0, limit, 1)),
                .. plot.Bars.SelectMany((bar, index) => bar.Capacity is { } capacity ? OwnLimit(plot.X.Scale.Of(capacity), index) : []),
            ],
            [
                .. plot.Bars.SelectMany((bar, index) => new[]
                {
                    PlotlyFigure.Note(bar.Label, "paper", "y", 0, index - HalfBar, "left"),
                    PlotlyFigure.Note(bar.TotalText, "paper", "y", 1, index - HalfBar, "right"),
                }),
                .. plot.Capacities.Select((capacity, index) => PlotlyFigure.Note($"{capacity.Name}: {capacity.Value}", "x", "paper", limits[index], 1, limits[index] < end / 4 ? "left" : limits[index] > end * 3 / 4 ? "right" : "center")),
            ]);
        figure["layout"]!["barmode"] = "stack";
        figure["layout"]!["uniformtext"] = new JsonObject { ["mode"] = "hide", ["minsize"] = 11 };
        return figure;
    }

    private static IEnumerable<JsonNode> OwnLimit(double limit, int index) => [PlotlyFigure.Limit("x", "y", limit, index - HalfBar - 0.1, limit, index + HalfBar + 0.1)];

    private static JsonObject Trace(BarPlot plot, (string Name, TermKind Kind) part)
    {
        var ink = Palette.Of(part.Kind);
        var isFree = ink.Fill == "none";
        List<double?> values = [.. plot.Bars.Select(bar => BarPlot.ValueOf(bar, part) is { Value: > 0 } value ? plot.X.Scale.Of(value) : (double?)null)];
        return new()
        {
            ["type"] = "bar",
            ["orientation"] = "h",
            ["name"] = PlotlyFigure.Text(part.Name),
            ["y"] = new JsonArray([.. plot.Bars.Select((_, index) => JsonValue.Create(index))]),
            ["x"] = PlotlyFigure.Numbers(values),
            ["width"] = 2 * HalfBar,
            ["text"] = PlotlyFigure.Texts(values.Select(value => value is { } number ? Drawing.Label(number) : "")),
            ["textposition"] = "inside",
            ["insidetextanchor"] = "middle",
            ["hovertext"] = PlotlyFigure.Texts(plot.Bars.Select(bar => $"{bar.Label}: {BarPlot.ValueOf(bar, part)}")),
            ["hoverinfo"] = "text+name",
            ["textangle"] = 0,
            ["insidetextfont"] = isFree ? null : new JsonObject { ["color"] = ink.Text },
            ["marker"] = new JsonObject
            {
                ["color"] = isFree ? PlotlyFigure.Transparent : ink.Fill,
                ["line"] = new JsonObject { ["width"] = 1, ["color"] = "rgba(128,128,128,0.8)" },
                ["pattern"] = new JsonObject { ["shape"] = ink.Hatch, ["fillmode"] = "overlay", ["size"] = 8, ["solidity"] = 0.2 },
            },
        };
    }
}
