using FsCheck;
using FsCheck.Fluent;

namespace Sizing.Tests.Quantities;

public sealed class BytesTests
{
    [Fact]
    public void Llama_3_8B_in_BF16_prints_as_14_96_GiB_and_as_16_06_GB()
    {
        Bytes weights = new(16_060_522_496);

        Assert.Equal("14.96 GiB", weights.ToString());
        Assert.Equal("16.06 GB", weights.ToDecimalString());
    }

    [Theory]
    [InlineData(0, "0 B")]
    [InlineData(1023, "1023 B")]
    [InlineData(1024, "1.00 KiB")]
    [InlineData(131_072, "128.00 KiB")]
    [InlineData(1_048_576, "1.00 MiB")]
    [InlineData(-1_073_741_824, "-1.00 GiB")]
    public void An_amount_prints_in_the_largest_binary_unit_that_keeps_it_above_one(long count, string expected) =>
        Assert.Equal(expected, new Bytes(count).ToString());

    [Fact]
    public void A_gigabyte_is_1e9_bytes_and_a_gibibyte_2_to_the_30()
    {
        Assert.Equal(1_000_000_000, Bytes.FromGB(1).Count);
        Assert.Equal(1_073_741_824, Bytes.FromGiB(1).Count);
        Assert.Equal(1_048_576, Bytes.FromMiB(1).Count);
    }

    [Fact]
    public void An_amount_survives_the_way_to_GiB_and_back() =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue).Select(n => new Bytes(n * 1_000_003L)).ToArbitrary(), bytes => Bytes.FromGiB(bytes.InGiB) == bytes)
            .QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(10, 3, 4)]
    [InlineData(9, 3, 3)]
    [InlineData(0, 8, 0)]
    public void A_share_is_rounded_up_to_a_whole_byte(long count, int ranks, long expected) =>
        Assert.Equal(expected, new Bytes(count).DividedOver(ranks).Count);

    [Fact]
    public void A_sum_beyond_the_range_is_an_overflow_and_not_a_wrong_number() =>
        Assert.Throws<OverflowException>(() => new Bytes(long.MaxValue) + new Bytes(1));

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void An_amount_is_never_made_of_something_that_is_not_a_number(double value) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Bytes.FromGiB(value));
}
