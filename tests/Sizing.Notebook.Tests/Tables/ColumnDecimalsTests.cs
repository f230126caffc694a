using Sizing.Explain;

namespace Sizing.Notebook.Tests.Tables;

public sealed class ColumnDecimalsTests
{
    [Theory]
    [InlineData("0.60 1.56 1.19", 0.6, 1.56, 1.19)]
    [InlineData("1.169 1.000 4.000", 1.169, 1.0, 4.0)]
    [InlineData("12 6 2", 12.0, 6.0, 2.0)]
    [InlineData("64.242 80.303 128.484", 64.242088, 80.30261, 128.484176)]
    [InlineData("12,345.6 -3.3", 12_345.6, -3.25)]
    [InlineData("70.1988 6.5420 0.0033", 70.1988, 6.542, 0.0033)]
    public void Plain_numbers_share_the_decimals_that_the_largest_has_room_for_in_six_digits(string shown, params double[] numbers) =>
        Assert.Equal(shown.Split(' '), Texts(numbers.Select(number => (object?)number)));

    [Theory]
    [InlineData("7.29 ms;11.55 ms;43.35 ms", 0.00729335, 0.0115522, 0.0433517)]
    [InlineData("92.1 ms;232.9 ms;376.0 ms", 0.0921, 0.2329, 0.376)]
    [InlineData("0.020 ms;0.312 ms;2.496 ms", 0.0000195, 0.000312, 0.002496)]
    [InlineData("1.95 s;11.43 s", 1.9519, 11.4307)]
    public void Estimates_share_the_decimals_that_the_largest_has_room_for_in_four_digits(string shown, params double[] seconds) =>
        Assert.Equal(shown.Split(';'), Texts(seconds.Select(each => (object?)Amount.Of(each, Unit.Seconds))));

    [Fact]
    public void A_column_too_wide_for_one_number_of_decimals_keeps_the_digits_of_each() =>
        Assert.Equal(["0.0033", "1,234,567"], Texts([0.0033, 1_234_567.0]));

    [Fact]
    public void Units_that_differ_words_and_whole_numbers_are_left_alone()
    {
        Assert.Equal(["38.4 ms", "1.5 s"], Texts([Amount.Of(0.0384, Unit.Seconds), Amount.Of(1.5, Unit.Seconds)]));
        Assert.Equal(["0.6", "1.56", "none"], Texts([0.6, 1.56, "none"]));
        Assert.Equal(["3", "0.5"], Texts([3, 0.5]));
    }

    [Fact]
    public void What_is_unknown_takes_no_part_and_the_exact_value_stays()
    {
        var table = new double?[] { 0.6, null, 1.56 }.Select(each => new { Dollars = each }).ToTable();

        Assert.Equal(["0.60", "–", "1.56"], table.Rows.Select(row => row.Cells[0].Text));
        Assert.Contains("data-value=\"0.6\"", table.ToHtml(), StringComparison.Ordinal);
    }

    private static IEnumerable<string> Texts(IEnumerable<object?> values) => values.Select(each => new { Value = each }).ToTable().Rows.Select(row => row.Cells[0].Text);
}
