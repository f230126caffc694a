using System.Runtime.CompilerServices;
using Sizing.Explain;
using Sizing.Notebook.Charts;
using Sizing.Notebook.Formatting;

namespace Sizing.Notebook;

/// <summary>
/// A chart over records: lambdas say what is shown, never names of columns. It is drawn as a Plotly figure, as a small SVG, and
/// as HTML with the SVG and a table of its data. A kind of term has one colour and one hatching in all charts.
/// </summary>
[TypeFormatterSource(typeof(ChartFormatterSource), PreferredMimeTypes = [MimeTypes.Plotly, MimeTypes.Svg, MimeTypes.Html, MimeTypes.Text])]
public sealed class Chart : Display
{
    private readonly Plot plot;

    private Chart(Plot plot) => this.plot = plot;

    /// <summary>One lying bar for each term, made of its parts.</summary>
    public static Chart StackedBars(params IReadOnlyList<Term> terms) => StackedBars(terms, term => term.Name, term => term);

    /// <summary>One lying bar for each record, made of the parts of a term.</summary>
    /// <param name="rows">The records.</param>
    /// <param name="label">What stands above a bar.</param>
    /// <param name="term">The term that is shown by its parts.</param>
    /// <param name="capacity">What a bar is held against; left out when bars have no capacity of their own.</param>
    /// <param name="labelText">The name of the labels; taken from <paramref name="label"/>.</param>
    public static Chart StackedBars<T>(
        IEnumerable<T> rows,
        Func<T, string> label,
        Func<T, Term> term,
        Func<T, Amount>? capacity = null,
        [CallerArgumentExpression(nameof(label))] string labelText = "") =>
        Bars([.. rows.Select(row => new Bar(label(row), Segment.Of(term(row)), capacity?.Invoke(row)))], NameOf(labelText));

    /// <summary>One lying bar for each record, made of parts that lambdas name.</summary>
    /// <param name="rows">The records.</param>
    /// <param name="label">What stands above a bar.</param>
    /// <param name="parts">Name, kind (which decides the colour) and value of each part, in order.</param>
    public static Chart StackedBars<T>(
        IEnumerable<T> rows,
        Func<T, string> label,
        params (string Name, TermKind Kind, Func<T, Amount> Value)[] parts) =>
        Bars([.. rows.Select(row => new Bar(label(row), [.. parts.Select(part => new Segment(part.Name, part.Kind, part.Value(row)))], null))], Labels.Label);

    /// <summary>One line for each series, through the points of its records in the order of x.</summary>
    /// <param name="rows">The records.</param>
    /// <param name="x">The horizontal value.</param>
    /// <param name="y">The vertical value; null leaves the record out.</param>
    /// <param name="series">What tells the lines apart; left out for a single line.</param>
    /// <param name="xText">The name of the axis; taken from <paramref name="x"/>.</param>
    /// <param name="yText">The name of the axis; taken from <paramref name="y"/>.</param>
    public static Chart Lines<T>(
        IEnumerable<T> rows,
        Func<T, Amount> x,
        Func<T, Amount?> y,
        Func<T, string>? series = null,
        [CallerArgumentExpression(nameof(x))] string xText = "",
        [CallerArgumentExpression(nameof(y))] string yText = "") =>
        new(XyPlot.Make([.. Points(rows, x, y, series, null)], NameOf(xText), NameOf(yText), isLines: true));

    /// <summary>One point for each record.</summary>
    /// <param name="rows">The records.</param>
    /// <param name="x">The horizontal value.</param>
    /// <param name="y">The vertical value; null leaves the record out.</param>
    /// <param name="label">What stands beside a point; left out when points have no names.</param>
    /// <param name="series">What tells groups of points apart; left out for a single group.</param>
    /// <param name="xText">The name of the axis; taken from <paramref name="x"/>.</param>
    /// <param name="yText">The name of the axis; taken from <paramref name="y"/>.</param>
    public static Chart Scatter<T>(
        IEnumerable<T> rows,
        Func<T, Amount> x,
        Func<T, Amount?> y,
        Func<T, string>? label = null,
        Func<T, string>? series = null,
        [CallerArgumentExpression(nameof(x))] string xText = "",
        [CallerArgumentExpression(nameof(y))] string yText = "") =>
        new(XyPlot.Make([.. Points(rows, x, y, series, label)], NameOf(xText), NameOf(yText), isLines: false));

    /// <summary>A field of cells, each with its value; cells below zero are hatched.</summary>
    /// <param name="rows">The records.</param>
    /// <param name="x">The column of a record.</param>
    /// <param name="y">The row of a record.</param>
    /// <param name="value">The value; null leaves the cell empty.</param>
    /// <param name="xText">The name of the axis; taken from <paramref name="x"/>.</param>
    /// <param name="yText">The name of the axis; taken from <paramref name="y"/>.</param>
    /// <param name="valueText">The name of the value; taken from <paramref name="value"/>.</param>
    public static Chart Heatmap<T>(
        IEnumerable<T> rows,
        Func<T, string> x,
        Func<T, string> y,
        Func<T, Amount?> value,
        [CallerArgumentExpression(nameof(x))] string xText = "",
        [CallerArgumentExpression(nameof(y))] string yText = "",
        [CallerArgumentExpression(nameof(value))] string valueText = "") =>
        new(HeatPlot.Make([.. rows.Select(row => new HeatCell(x(row), y(row), value(row)))], NameOf(xText), NameOf(yText), NameOf(valueText)));

    /// <summary>Returns the chart under a title.</summary>
    public Chart WithTitle(string title) => new(plot with { Title = title });

    /// <summary>Returns the chart with other names of its axes; the units are added.</summary>
    public Chart WithAxes(string x, string y) => new(plot with { X = plot.X with { Name = x }, Y = plot.Y with { Name = y } });

    /// <summary>Returns the chart with a line at a limit, on the axis that shows amounts.</summary>
    /// <exception cref="SizingException">A heatmap has no such line, or the limit is in another unit than the chart.</exception>
    public Chart WithCapacity(string name, Amount value) => new(plot.WithCapacity(new(name, value)));

    /// <summary>Returns the chart with equal ratios as equal steps on the horizontal axis.</summary>
    /// <exception cref="SizingException">A value is zero or less.</exception>
    public Chart WithLogX() => new(plot.WithLog(x: true));

    /// <summary>Returns the chart with equal ratios as equal steps on the vertical axis.</summary>
    /// <exception cref="SizingException">A value is zero or less.</exception>
    public Chart WithLogY() => new(plot.WithLog(x: false));

    /// <summary>Returns the data of the chart as a table.</summary>
    public Table ToTable() => plot.Data();

    /// <summary>Returns the chart as SVG.</summary>
    public string ToSvg() => plot.Svg().ToString();

    /// <summary>Returns the chart as a Plotly figure, in JSON.</summary>
    public string ToPlotlyJson() => plot.Figure().ToJsonString();

    /// <summary>Returns one sentence about the chart, and its data.</summary>
    public override string ToString() => $"{plot.Title}: {plot.Summary()}\n{plot.Data()}";

    internal override Tag ToTag() => ChartHtml.Render(plot);

    private static Chart Bars(IReadOnlyList<Bar> bars, string labelName)
    {
        var amounts = bars.SelectMany(bar => bar.Segments.Select(segment => segment.Value).Concat(bar.Capacity is { } own ? [own] : []));
        var scale = UnitScale.For([.. amounts]);
        var name = scale.Unit == Unit.Bytes ? Labels.Memory : Labels.Amount;
        return new(new BarPlot(name, new(name, scale), new(labelName, UnitScale.For([])), bars));
    }

    private static IEnumerable<XyPoint> Points<T>(IEnumerable<T> rows, Func<T, Amount> x, Func<T, Amount?> y, Func<T, string>? series, Func<T, string>? label) =>
        from row in rows
        let height = y(row)
        where height is not null
        select new XyPoint(series?.Invoke(row) ?? "", x(row), height.Value, label?.Invoke(row));

    /// <summary>The last name in a lambda, in words: <c>row => row.KvCache</c> is "KV cache".</summary>
    private static string NameOf(string lambda) => LambdaName.Of(lambda) is { } name ? Words.Of(name) : Labels.Label;
}
