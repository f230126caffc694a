using System.Text;
using Sizing.Tool.Accuracy;

namespace Sizing.Tool.Tests.Accuracy;

public sealed class HostileMeasurementsTests : IDisposable
{
    private const string Header = "id,quantity,value_si,certainty\n";

    private readonly string file = Path.GetTempFileName();

    [Theory]
    [InlineData("a,weights_bytes,NaN,high", "row 2, column 'value_si': 'NaN' is not a positive number; write digits")]
    [InlineData("a,weights_bytes,1e999,high", "'1e999' is not a positive number")]
    [InlineData("a,weights_bytes,\"1,5\",high", "'1,5' is not a positive number")]
    [InlineData("a,weights_bytes", "the row has 2 fields and the header 4")]
    [InlineData("a,weights_bytes,\"1,high", "the file ends inside a quoted field")]
    public void A_row_that_cannot_be_read_is_named(string row, string sentence) => Refused(Encoding.UTF8.GetBytes(Header + row), sentence);

    [Fact]
    public void Another_encoding_is_refused() => Refused(Encoding.Latin1.GetBytes(Header + "größe,weights_bytes,1,high"), "is not UTF-8 text; save it as UTF-8.");

    [Fact]
    public void A_file_with_more_rows_than_are_compared_is_refused() =>
        Refused(Encoding.UTF8.GetBytes(Header + string.Concat(Enumerable.Repeat("a,weights_bytes,1,high\n", 20_001))), "holds 20,001 rows; at most 20,000");

    [Theory]
    [InlineData("\uFEFF", "\n")]
    [InlineData("", "\r\n")]
    public void A_byte_order_mark_and_line_ends_of_Windows_are_accepted(string mark, string end)
    {
        File.WriteAllText(file, (mark + Header + "a,weights_bytes,5,high\n").Replace("\n", end, StringComparison.Ordinal));

        Assert.Equal(5, Assert.Single(MeasurementFile.Read(file).Rows).Value);
    }

    public void Dispose() => File.Delete(file);

    private void Refused(byte[] content, string sentence)
    {
        File.WriteAllBytes(file, content);

        var message = Assert.Throws<SizingException>(() => MeasurementFile.Read(file)).Message;
        Assert.Contains(sentence, message, StringComparison.Ordinal);
        Assert.EndsWith(".", message, StringComparison.Ordinal);
        Assert.DoesNotContain("..", message, StringComparison.Ordinal);
    }
}
