using System.Globalization;
using System.Text.Json.Nodes;
using Sizing.Explain;

namespace Sizing.Notebook.Tests.Charts;

public sealed class ChartTests
{
    [Fact]
    public void A_chart_gives_a_figure_a_picture_html_and_text()
    {
        var bundle = Formatting.Kernel.Render(Samples.Bars());

        Assert.Equal(["application/vnd.plotly.v1+json", "image/svg+xml", "text/html", "text/plain"], bundle.Keys);
        Assert.NotNull(JsonNode.Parse(bundle["application/vnd.plotly.v1+json"])!["layout"]);
        Assert.Contains(bundle["image/svg+xml"], bundle["text/html"], StringComparison.Ordinal);
    }

    [Fact]
    public void The_figure_is_a_named_image_with_its_data_in_a_table_beside_it()
    {
        var body = HtmlTests.Parse(Samples.Bars().ToHtml());
        var figure = body.QuerySelector("figure[role=img]")!;

        Assert.Equal("Memory per GPU", body.QuerySelector("svg > title")!.TextContent);
        Assert.StartsWith(body.QuerySelector("svg > title")!.Id!, figure.GetAttribute("aria-labelledby"), StringComparison.Ordinal);
        Assert.Null(figure.QuerySelector("details, a, button"));
        Assert.Equal(Samples.Deployments.Length, body.QuerySelectorAll("details.sz-data table tbody tr").Length);
    }

    [Fact]
    public void Every_kind_of_term_has_one_colour_or_hatching_of_its_own_and_readable_text()
    {
        var kinds = Enum.GetValues<TermKind>().Where(kind => kind != TermKind.Free).ToList();
        var looks = kinds.Select(kind => Look(Chart.StackedBars(Term.Given("x", kind, new Bytes(100))))).ToList();

        Assert.Equal(kinds.Count, looks.Select(look => look.Fill).Distinct().Count());
        Assert.All(looks, look => Assert.True(Contrast(look.Fill, look.Text) >= 4.5, $"{look}"));
    }

    [Fact]
    public void The_colour_of_a_kind_does_not_depend_on_its_place()
    {
        var alone = Look(Chart.StackedBars(Term.Given("KV", TermKind.KvCache, new Bytes(100))));
        var among = HtmlTests.Parse(Samples.Bars().ToSvg()).QuerySelector("rect.sz-kind-kv-cache")!;

        Assert.Equal(alone.Fill, among.GetAttribute("fill"));
    }

    [Fact]
    public void Bars_are_as_long_as_their_values()
    {
        var widths = HtmlTests.Parse(Samples.Bars().ToSvg()).QuerySelectorAll("g > rect.sz-kind-weights, g > rect.sz-kind-kv-cache")
            .Select(rect => double.Parse(rect.GetAttribute("width")!, CultureInfo.InvariantCulture)).ToList();

        // The first bar has 15 GiB of weights and 2 GiB of KV cache.
        Assert.Equal(15.0 / 2, widths[0] / widths[1], 0.05);
    }

    [Fact]
    public void A_figure_holds_the_numbers_of_its_table_in_the_unit_of_its_axis()
    {
        var figure = JsonNode.Parse(Samples.Bars().ToPlotlyJson())!;

        Assert.Equal("Memory (GiB)", (string?)figure["layout"]!["xaxis"]!["title"]!["text"]);
        Assert.Equal([15.0, 15, 24.5, 24.5], figure["data"]![0]!["x"]!.AsArray().Select(value => (double)value!));
        Assert.Equal("Weights", (string?)figure["data"]![0]!["name"]);
    }

    [Fact]
    public void Names_in_a_figure_are_escaped_for_plotly_which_reads_html()
    {
        var figure = JsonNode.Parse(Chart.StackedBars(Term.Given("<b>bold</b>", TermKind.Weights, new Bytes(1))).ToPlotlyJson())!;

        Assert.Equal("&lt;b&gt;bold&lt;/b&gt;", (string?)figure["data"]![0]!["name"]);
    }

    [Fact]
    public void A_term_that_is_a_maximum_is_drawn_by_the_parts_of_its_largest_child()
    {
        var table = Chart.StackedBars(Term.Maximum("Peak", TermKind.Other, Samples.Memory(1, 1, 1), Samples.Memory(2, 2, 2))).ToTable();

        Assert.Equal((Amount)Bytes.FromGiB(6), table.Rows[0]["Total"]);
    }

    [Fact]
    public void Axes_are_named_after_the_properties_with_their_units()
    {
        var layout = JsonNode.Parse(Samples.Scatter().ToPlotlyJson())!["layout"]!;

        Assert.Equal("Context", (string?)layout["xaxis"]!["title"]!["text"]);
        Assert.Equal("Room left (GiB)", (string?)layout["yaxis"]!["title"]!["text"]);
    }

    [Fact]
    public void Two_units_on_one_axis_are_an_error()
    {
        Amount[] values = [new Bytes(1), Amount.Exact(1, Unit.Tokens)];

        var error = Assert.Throws<SizingException>(() => Chart.Lines(values, value => value, value => value));
        Assert.Equal("One axis of a chart cannot show Bytes and Tokens; give both in one unit.", error.Message);
    }

    [Fact]
    public void A_capacity_in_another_unit_is_an_error()
    {
        var error = Assert.Throws<SizingException>(() => Samples.Bars().WithCapacity("limit", 24));

        Assert.Equal("The capacity 'limit' is in None and the chart in Bytes; give both in one unit.", error.Message);
    }

    [Fact]
    public void A_logarithmic_axis_refuses_zero_and_less()
    {
        var error = Assert.Throws<SizingException>(() => Samples.Scatter().WithLogY());

        Assert.Equal("'Room left' has a value of zero or less, which a logarithmic axis cannot show.", error.Message);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_value_that_is_no_number_is_an_error(double value)
    {
        var error = Assert.Throws<SizingException>(() => Chart.Lines(new[] { value }, each => 1, each => each));

        Assert.Equal("A chart cannot show a value that is infinite or not a number; leave that record out.", error.Message);
    }

    [Fact]
    public void A_logarithmic_axis_has_the_same_marks_in_the_figure_as_in_the_picture()
    {
        var chart = Chart.Lines(new[] { 1024, 2048, 131_072 }, each => Amount.Exact(each, Unit.Tokens), each => each).WithLogX();
        var marks = JsonNode.Parse(chart.ToPlotlyJson())!["layout"]!["xaxis"]!["ticktext"]!.AsArray().Select(mark => (string?)mark);

        Assert.Equal(["1,024", "2,048", "4,096", "8,192", "16,384", "32,768", "65,536", "131,072"], marks);
        Assert.All(marks, mark => Assert.Contains(HtmlTests.Parse(chart.ToSvg()).QuerySelectorAll("text"), text => text.TextContent == mark));
    }

    [Fact]
    public void A_logarithmic_axis_of_ratios_has_round_marks()
    {
        var chart = Chart.Lines(new[] { 0.16, 1.3, 16.4 }, each => each, each => each).WithLogX();

        Assert.Equal(
            ["0.1", "0.2", "0.5", "1", "2", "5", "10", "20"],
            JsonNode.Parse(chart.ToPlotlyJson())!["layout"]!["xaxis"]!["ticktext"]!.AsArray().Select(mark => (string?)mark));
    }

    [Theory]
    [InlineData(20, "15")]
    [InlineData(100, "10.4")]
    [InlineData(200, "10")]
    public void A_long_title_is_set_smaller(int letters, string size) =>
        Assert.Equal(size, HtmlTests.Parse(Samples.Scatter().WithTitle(new('x', letters)).ToSvg()).QuerySelector("text")!.GetAttribute("font-size"));

    [Fact]
    public void Charts_of_no_rows_are_empty_pictures_not_errors()
    {
        var none = Samples.Deployments.Take(0);

        Assert.All(
            new[]
            {
                Chart.StackedBars(none, row => row.Model, row => row.Memory),
                Chart.Lines(none, row => row.Context, row => row.RoomLeft, row => row.Model),
                Chart.Scatter(none, row => row.Context, row => row.RoomLeft).WithLogX(),
                Chart.Heatmap(none, row => row.Gpu, row => row.Model, row => row.RoomLeft),
            },
            chart => Assert.Contains("<svg", chart.ToHtml(), StringComparison.Ordinal));
    }

    [Fact]
    public void Bars_of_one_label_stay_two_bars()
    {
        var figure = JsonNode.Parse(Chart.StackedBars(Samples.Memory(1, 1, 1), Samples.Memory(2, 2, 2)).ToPlotlyJson())!;

        Assert.Equal([0, 1], figure["data"]![0]!["y"]!.AsArray().Select(value => (int)value!));
        Assert.Equal(["Memory", "3.00 GiB", "Memory", "6.00 GiB"], figure["layout"]!["annotations"]!.AsArray().Select(note => (string?)note!["text"]));
    }

    [Fact]
    public void A_part_below_zero_is_in_the_table_and_not_in_the_bar()
    {
        var chart = Chart.StackedBars(Samples.Memory(4, -1, 2));

        Assert.Empty(HtmlTests.Parse(chart.ToSvg()).QuerySelectorAll("g > rect.sz-kind-kv-cache"));
        Assert.Equal((Amount)Bytes.FromGiB(-1), chart.ToTable().Rows[0]["KV cache"]);
    }

    private static (string Fill, string Text) Look(Chart chart)
    {
        var svg = HtmlTests.Parse(chart.ToSvg());
        return (svg.QuerySelector("g > rect")!.GetAttribute("fill")!, svg.QuerySelectorAll("text").First(text => text.TextContent == "x 100" || text.TextContent == "KV 100").GetAttribute("fill")!);
    }

    /// <summary>The contrast ratio of WCAG 2.2.</summary>
    private static double Contrast(string first, string second)
    {
        var (a, b) = (Luminance(first), Luminance(second));
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    private static double Luminance(string color)
    {
        double Channel(int at)
        {
            var part = int.Parse(color.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;
            return part <= 0.04045 ? part / 12.92 : Math.Pow((part + 0.055) / 1.055, 2.4);
        }
        return 0.2126 * Channel(1) + 0.7152 * Channel(3) + 0.0722 * Channel(5);
    }

    [Fact]
    public void Names_of_points_cover_neither_each_other_nor_leave_the_picture()
    {
        // Two points side by side, and one at the right end: to the right of the first stands the second, to the right of the last nothing fits.
        (string Name, double X, double Y)[] points = [("a long name", 1, 5), ("another name", 1.2, 5), ("the rightmost", 10, 1)];

        var figure = JsonNode.Parse(Formatting.Kernel.Render(Chart.Scatter(points, each => each.X, each => each.Y, label: each => each.Name))["application/vnd.plotly.v1+json"])!;

        var sides = figure["data"]![0]!["textposition"]!.AsArray().Select(side => (string?)side).ToList();
        Assert.NotEqual("middle right", sides[0]);
        Assert.Equal("middle left", sides[2]);
    }

    [Fact]
    public void The_axis_of_bars_begins_at_zero_where_a_capacity_has_a_long_name()
    {
        var chart = Chart.StackedBars(Term.Given("x", TermKind.Weights, new Bytes(100))).WithCapacity("a card with a very long name", new Bytes(1));

        var range = JsonNode.Parse(Formatting.Kernel.Render(chart)["application/vnd.plotly.v1+json"])!["layout"]!["xaxis"]!["range"]!;

        Assert.Equal(0, (double)range[0]!);
    }
}
