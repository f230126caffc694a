using System.Text.Json.Nodes;
using Sizing.Notebook.Formatting;

namespace Sizing.Notebook.Charts;

/// <summary>What all Plotly figures have in common. Plotly reads some HTML in its texts, so they are escaped for it.</summary>
internal static class PlotlyFigure
{
    internal const string Transparent = "rgba(0,0,0,0)";

    internal static JsonObject Make(
        Plot plot, double height, IEnumerable<JsonNode> traces, JsonObject xAxis, JsonObject yAxis, IEnumerable<JsonNode> shapes, IEnumerable<JsonNode> notes) => new()
        {
            ["data"] = Array(traces),
            ["layout"] = new JsonObject
            {
                ["title"] = new JsonObject { ["text"] = Text(plot.Title), ["x"] = 0, ["xanchor"] = "left", ["xref"] = "paper" },
                ["height"] = height,
                ["margin"] = new JsonObject { ["l"] = 20, ["r"] = 20, ["t"] = 60, ["b"] = 40 },
                ["xaxis"] = xAxis,
                ["yaxis"] = yAxis,
                ["shapes"] = Array(shapes),
                ["annotations"] = Array(notes),
                ["paper_bgcolor"] = Transparent,
                ["plot_bgcolor"] = Transparent,
                ["legend"] = new JsonObject { ["orientation"] = "h", ["yref"] = "container", ["yanchor"] = "bottom", ["y"] = 0, ["traceorder"] = "normal" },
            },
        };

    internal static JsonObject AxisOf(Axis axis) => new()
    {
        ["title"] = new JsonObject { ["text"] = Text(axis.Title) },
        ["automargin"] = true,
        ["tickformat"] = ",",
    };

    /// <summary>A logarithmic axis has the marks of the picture, because Plotly's own are powers of ten.</summary>
    internal static JsonObject AxisOf(Axis axis, IReadOnlyCollection<double> values)
    {
        var made = AxisOf(axis);
        if (!axis.IsLog)
            return made;
        made["type"] = "log";
        var ticks = Ticks.Logarithmic(values.Min(), values.Max());
        made["tickvals"] = Numbers(ticks.Select(tick => (double?)tick));
        made["ticktext"] = Texts(ticks.Select(Drawing.Label));
        return made;
    }

    internal static JsonObject Limit(string xReference, string yReference, double x0, double y0, double x1, double y1) => new()
    {
        ["type"] = "line",
        ["xref"] = xReference,
        ["yref"] = yReference,
        ["x0"] = x0,
        ["y0"] = y0,
        ["x1"] = x1,
        ["y1"] = y1,
        ["line"] = new JsonObject { ["dash"] = "dash", ["width"] = 2 },
    };

    internal static JsonObject Note(string text, string xReference, string yReference, double x, double y, string xAnchor) => new()
    {
        ["text"] = Text(text),
        ["xref"] = xReference,
        ["yref"] = yReference,
        ["x"] = x,
        ["y"] = y,
        ["xanchor"] = xAnchor,
        ["yanchor"] = "bottom",
        ["showarrow"] = false,
    };

    internal static JsonArray Array(IEnumerable<JsonNode?> nodes) => [.. nodes];

    internal static JsonArray Numbers(IEnumerable<double?> values) => Array(values.Select(value => value is { } number ? JsonValue.Create(Digits.Round(number)) : null));

    internal static JsonArray Texts(IEnumerable<string> texts) => Array(texts.Select(text => JsonValue.Create(Text(text))));

    internal static string Text(string text) => text
        .Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal);
}
