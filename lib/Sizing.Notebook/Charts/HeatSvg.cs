using Sizing.Explain;
using Sizing.Notebook.Formatting;

namespace Sizing.Notebook.Charts;

/// <summary>Draws a heatmap with its value in every cell.</summary>
internal static class HeatSvg
{
    private const double CellHeight = 30;
    private const double WidestRowName = 210;
    private const double WidestColumnName = 170;
    private const string BelowZero = "x";

    /// <summary>How far a slanted name reaches across and up, as a part of its length.</summary>
    private const double Across = 0.82;
    private const double Up = 0.6;

    internal static Tag Draw(HeatPlot plot)
    {
        var (id, rows, columns) = (plot.Id(), plot.Rows(), plot.Columns());
        var left = Math.Min(WidestRowName, rows.Select(TextWidth.Of).Append(0).Max() + 10);
        var width = (Drawing.Width - left - 2) / Math.Max(columns.Count, 1);
        var widest = columns.Select(TextWidth.Of).Append(0).Max();
        var isSlanted = widest > width - 8;
        var room = Math.Min(WidestColumnName, (left + width / 2) / Across);
        var top = 34 + (isSlanted ? Math.Min(widest, room) * Up + 12 : 20);
        var values = plot.Cells.Select(cell => cell.Value).OfType<Amount>().Select(plot.Value.Scale.Of).ToList();
        var hasNegative = values.Any(value => value < 0);
        var bottom = top + rows.Count * CellHeight;
        return Drawing.Picture(plot, bottom + 28, hasNegative ? [Hatching.Define(id, BelowZero)] : [],
        [
            .. columns.Select((column, index) => ColumnName(column, left + (index + 0.5) * width, top - 8, isSlanted ? room : null)),
            .. rows.Select((row, index) => Drawing.Text(TextWidth.Cut(row, left - 8), left - 8, top + index * CellHeight + 20, "end")),
            .. rows.SelectMany((row, y) => columns.SelectMany((column, x) =>
                DrawCell(plot, row, column, id, values, left + x * width, top + y * CellHeight, width))),
            Drawing.Text(hasNegative ? $"{plot.Value.Title}; {Labels.BelowZero}" : plot.Value.Title, left, bottom + 20),
        ]);
    }

    /// <summary>Slanted names end above their column, so that the last one stays in the picture.</summary>
    private static Tag ColumnName(string name, double x, double y, double? slantedRoom) => slantedRoom is { } room
        ? Drawing.Text(TextWidth.Cut(name, room), x, y, "end", transform: $"rotate(35 {Drawing.Number(x)} {Drawing.Number(y)})")
        : Drawing.Text(name, x, y, "middle");

    private static IEnumerable<Tag> DrawCell(HeatPlot plot, string row, string column, string id, List<double> values, double x, double y, double width)
    {
        if (plot.ValueAt(row, column) is not { } amount)
        {
            yield return Drawing.Box(x, y, width, CellHeight, "none");
            yield return Drawing.Text(Labels.Unknown, x + width / 2, y + 20, "middle");
            yield break;
        }
        var value = plot.Value.Scale.Of(amount);
        var ink = Palette.OfHeat(values.Max() > values.Min() ? (value - values.Min()) / (values.Max() - values.Min()) : 1);
        yield return new Tag("g", Drawing.Box(x, y, width, CellHeight, ink.Fill), Hatch(value, id, x, y, width), new Tag("title", $"{row}, {column}: {amount}"));
        yield return Drawing.Text(Drawing.Label(value), x + width / 2, y + 20, "middle", ink.Text, value < 0 ? ink.Fill : null);
    }

    private static Tag? Hatch(double value, string id, double x, double y, double width) =>
        value < 0 ? Drawing.Box(x, y, width, CellHeight, Hatching.Fill(id, BelowZero), outlined: false) : null;
}
