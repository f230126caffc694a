using Sizing.Notebook.Formatting;

namespace Sizing.Notebook.Charts;

/// <summary>The formatters of a chart; found by name, see <see cref="TypeFormatterSourceAttribute"/>.</summary>
internal sealed class ChartFormatterSource
{
    private readonly MimeFormatter[] formatters =
    [
        new(MimeTypes.Plotly, display => ((Chart)display).ToPlotlyJson()),
        new(MimeTypes.Svg, display => ((Chart)display).ToSvg()),
        new(MimeTypes.Html, display => display.ToHtml()),
        new(MimeTypes.Text, display => display.ToString()),
    ];

    public IEnumerable<MimeFormatter> CreateTypeFormatters() => formatters;
}
