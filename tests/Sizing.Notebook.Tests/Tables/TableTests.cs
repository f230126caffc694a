using Sizing.Explain;

namespace Sizing.Notebook.Tests.Tables;

public sealed class TableTests
{
    private static readonly Table Deployments = Samples.Deployments.ToTable();

    [Fact]
    public void Headers_are_the_names_of_the_properties_in_words()
    {
        var table = new[] { new { KvBytesPerToken = 1, GpuCount = 2, WeightsInGiB = 1.5, MoeExperts = 8, TtftMs = 3, FP8 = true } }.ToTable();

        Assert.Equal(["KV bytes per token", "GPU count", "Weights in GiB", "MoE experts", "TTFT ms", "FP8"], table.Columns.Select(column => column.Name));
    }

    [Theory]
    [InlineData("Room left")]
    [InlineData("RoomLeft")]
    [InlineData("room left")]
    public void A_column_is_found_by_its_header_and_by_its_property(string name) => Assert.Equal("Room left", Deployments.Columns[name].Name);

    [Fact]
    public void An_unknown_column_is_an_error_that_lists_the_columns()
    {
        var error = Assert.Throws<SizingException>(() => Deployments.OrderBy("Price"));

        Assert.Equal("The table has no column 'Price'; it has Model, GPU, Context, Memory, Room left.", error.Message);
    }

    [Fact]
    public void Rows_are_sorted_by_value_not_by_text()
    {
        var table = new[] { new { N = (int?)9 }, new { N = (int?)null }, new { N = (int?)10 }, new { N = (int?)-1 } }.ToTable();

        Assert.Equal([-1, 9, 10, null], table.OrderBy("N").Rows.Select(row => row["N"]));
    }

    [Fact]
    public void What_is_not_known_stands_where_the_numbers_of_its_column_stand()
    {
        var table = new[] { new { Gpu = "A", Tokens = (int?)9 }, new { Gpu = "B", Tokens = (int?)null } }.ToTable();

        Assert.Contains("<td class=\"sz-number\" align=\"right\">–</td>", table.ToHtml(), StringComparison.Ordinal);
    }

    [Fact]
    public void Head_and_filter_keep_columns_and_order()
    {
        var table = Deployments.Filter(row => (string)row["Gpu"]! == "H100").Head(1);

        Assert.Equal(Deployments.Columns, table.Columns);
        Assert.Equal(8_192, Assert.Single(table.Rows)["Context"]);
    }

    [Fact]
    public void Groups_fold_every_numeric_column()
    {
        var table = Deployments.GroupBy("Model").Sum();

        Assert.Equal(["Model", "Context", "Memory", "Room left"], table.Columns.Select(column => column.Name));
        Assert.Equal(Amount.Exact(12_288), table.Rows[0]["Context"]);
        Assert.Equal((Amount)Bytes.FromGiB(38), table.Rows[0]["Memory"]);
        Assert.Equal(2, Deployments.GroupBy("Model").Count().Rows[1]["Count"]);
    }

    [Fact]
    public void A_pivot_lays_one_column_out_by_two_others()
    {
        var table = Deployments.Pivot("Model", "Gpu", "RoomLeft");

        Assert.Equal(["Model", "RTX 4090", "H100"], table.Columns.Select(column => column.Name));
        Assert.Equal(Bytes.FromGiB(-5), table.Rows[1]["RTX 4090"]);
    }

    [Fact]
    public void A_description_has_count_smallest_largest_and_mean()
    {
        var table = new[] { new { N = 1 }, new { N = 2 }, new { N = 6 } }.ToTable().Description();

        Assert.Equal(["3", "1", "6", "3"], table.Rows.Select(row => row["N"]!.ToString()));
    }

    [Fact]
    public void Csv_quotes_what_must_be_quoted_and_keeps_bytes_whole()
    {
        var table = new[] { new { Name = "a,\"b\"", Size = new Bytes(1L << 30), Rate = 1.0 / 3, Missing = (int?)null } }.ToTable();

        Assert.Equal("Name,Size,Rate,Missing\r\n\"a,\"\"b\"\"\",1073741824,0.333333,\r\n", table.ToCsv());
    }

    [Fact]
    public void Numbers_stand_right_with_their_exact_value_beside_what_is_shown()
    {
        var cell = HtmlTests.Parse(new[] { new { Name = "x", Size = new Bytes(16_060_522_496) } }.ToTable().ToHtml()).QuerySelector("tbody td")!;

        Assert.Equal("16060522496", cell.GetAttribute("data-value"));
        Assert.Equal("right", cell.GetAttribute("align"));
        Assert.Equal("14.96 GiB", cell.TextContent);
    }

    [Fact]
    public void A_title_becomes_the_caption() =>
        Assert.Equal("Rows", HtmlTests.Parse(Deployments.WithTitle("Rows").ToHtml()).QuerySelector("caption")!.TextContent);
}
