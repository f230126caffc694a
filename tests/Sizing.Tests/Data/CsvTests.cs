using Sizing.Data;

namespace Sizing.Tests.Data;

public sealed class CsvTests
{
    private readonly List<DataProblem> problems = [];

    [Fact]
    public void Quoted_fields_may_hold_commas_doubled_quotes_and_line_ends()
    {
        // The examples of RFC 4180, section 2, rules 5 to 7.
        var records = Read("\"aaa\",\"b\r\nbb\",\"c\"\"cc\"\r\nzzz,\"y,y\",xxx\r\n");

        Assert.Equal(["aaa", "b\r\nbb", "c\"cc"], records[0].Fields);
        Assert.Equal(["zzz", "y,y", "xxx"], records[1].Fields);
        Assert.Empty(problems);
    }

    [Theory]
    [InlineData("a,b\n1,2\n")]
    [InlineData("a,b\n1,2")]
    [InlineData("a,b\r\n1,2\r\n")]
    [InlineData("\uFEFFa,b\r\n\r\n1,2\r\n\r\n")]
    public void Byte_order_mark_line_ends_and_blank_lines_do_not_matter(string text)
    {
        var records = Read(text);

        Assert.Equal(["a", "b"], records[0].Fields);
        Assert.Equal(["1", "2"], records[1].Fields);
        Assert.Equal(2, records.Count);
    }

    [Fact]
    public void Empty_fields_are_kept() => Assert.Equal(["", "x", "", ""], Read(",x,,")[0].Fields);

    [Fact]
    public void A_record_knows_the_line_it_starts_on() =>
        Assert.Equal([1, 2, 4], Read("a\n\"b\nb\"\nc").Select(record => record.Line));

    [Fact]
    public void A_file_that_ends_inside_quotes_is_a_problem_of_the_row_where_they_open()
    {
        Read("a,b\n1,\"2\n3,4\n");

        Assert.Equal(2, Assert.Single(problems).Row);
    }

    [Theory]
    [InlineData("a\n5\"card\n")]
    [InlineData("a\n\"5\"card\n")]
    public void A_quotation_mark_inside_a_field_is_a_problem(string text)
    {
        Read(text);

        Assert.Equal(2, Assert.Single(problems).Row);
    }

    [Fact]
    public void Nothing_is_read_from_nothing() => Assert.Empty(Read(""));

    private IReadOnlyList<CsvRecord> Read(string text) => Csv.Read("file.csv", text, problems);
}
