using Sizing.Notebook.Formatting;
using Sizing.Notebook.Tables;

namespace Sizing.Notebook.Charts;

/// <summary>A chart as HTML: the picture, and under it its data, folded. The figure is an image to a screen reader, so the table is outside it.</summary>
internal static class ChartHtml
{
    internal static Tag Render(Plot plot) => new(
        "div",
        ("class", "sz-chart"),
        new Tag("figure", ("class", "sz-figure"), ("role", "img"), ("aria-labelledby", $"{plot.Id()}-title {plot.Id()}-desc"), plot.Svg()),
        new Tag("details", ("class", "sz-data"), new Tag("summary", Labels.Data), TableHtml.Render(plot.Data().WithTitle(plot.Title))));
}
