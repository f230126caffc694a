using Sizing.Notebook.Formatting;
using Sizing.Notebook.Terms;

namespace Sizing.Notebook.Charts;

/// <summary>Draws stacked bars: the label and the total above each bar, the value in each part that has room for it.</summary>
internal static class BarSvg
{
    private const double BarHeight = 26;
    private const double Step = 58;
    private const double Right = Drawing.Width - 12;

    internal static Tag Draw(BarPlot plot)
    {
        var id = plot.Id();
        var ticks = Ticks.Linear(0, plot.Largest());
        double At(double value) => 1 + (Right - 1) * value / ticks[^1];

        var legend = new Legend(id, plot.Parts().Select(part => (part.Name, Palette.Of(part.Kind), (string?)KindNames.Class(part.Kind))));
        var top = legend.Bottom + (plot.Capacities.Count > 0 ? Drawing.Line : 0);
        var bottom = top + plot.Bars.Count * Step + 4;
        return Drawing.Picture(plot, bottom + 44, legend.Definitions(),
        [
            .. legend.Draw(),
            .. ticks.SelectMany(tick => Tick(tick, At(tick), top, bottom)),
            .. plot.Bars.SelectMany((bar, index) => DrawBar(plot, bar, id, top + index * Step, At)),
            .. plot.Capacities.SelectMany(capacity => Limit(capacity, At(plot.X.Scale.Of(capacity.Value)), top, bottom)),
            Drawing.Text(plot.X.Title, Drawing.Width / 2, bottom + 38, "middle"),
        ]);
    }

    private static IEnumerable<Tag> DrawBar(BarPlot plot, Bar bar, string id, double y, Func<double, double> at)
    {
        yield return Drawing.Text(TextWidth.Cut(bar.Label, Right - TextWidth.Of(bar.TotalText) - 16), 1, y + 19);
        yield return Drawing.Text(bar.TotalText, Right, y + 19, "end");
        var from = 0.0;
        foreach (var segment in bar.Segments.Where(segment => segment.Value.Value > 0))
        {
            var value = plot.X.Scale.Of(segment.Value);
            var (left, width) = (at(from), at(from + value) - at(from));
            foreach (var tag in DrawSegment(segment, Drawing.Label(value), id, left, y + Step - BarHeight - 6, width))
                yield return tag;
            from += value;
        }
        if (bar.Capacity is { } capacity)
            yield return Drawing.Limit(at(plot.X.Scale.Of(capacity)), y + Step - BarHeight - 10, at(plot.X.Scale.Of(capacity)), y + Step - 2);
    }

    private static IEnumerable<Tag> DrawSegment(Segment segment, string value, string id, double x, double y, double width)
    {
        var ink = Palette.Of(segment.Kind);
        yield return new Tag("g",
            Drawing.Box(x, y, width, BarHeight, ink.Fill, KindNames.Class(segment.Kind)),
            ink.Hatch.Length == 0 ? null : Drawing.Box(x, y, width, BarHeight, Hatching.Fill(id, ink.Hatch), outlined: false),
            new Tag("title", $"{segment.Name}: {segment.Value}"));
        var named = $"{segment.Name} {value}";
        var text = TextWidth.Of(named) + 12 < width ? named : TextWidth.Of(value) + 8 < width ? value : null;
        if (text is not null)
            yield return Drawing.Text(text, x + width / 2, y + 18, "middle", ink.Text, ink.Hatch.Length == 0 ? null : ink.Fill);
    }

    private static IEnumerable<Tag> Tick(double value, double x, double top, double bottom) =>
    [
        Drawing.Rule(x, top, x, bottom),
        Drawing.Text(Drawing.Label(value), x, bottom + 18, x < 20 ? "start" : x > Right - 30 ? "end" : "middle"),
    ];

    private static IEnumerable<Tag> Limit(Capacity capacity, double x, double top, double bottom)
    {
        var text = $"{capacity.Name}: {capacity.Value}";
        var isLeft = x + TextWidth.Of(text) > Right;
        return [Drawing.Limit(x, top - 4, x, bottom), Drawing.Text(text, x, top - 8, isLeft ? "end" : "start")];
    }
}
