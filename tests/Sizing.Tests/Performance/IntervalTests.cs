using Sizing.Performance;

namespace Sizing.Tests.Performance;

public sealed class IntervalTests
{
    private static readonly Interval Range = Interval.Around(10, 0.8, 1.25);

    // A time of 8 to 12.5 around 10 is a rate of 1/12.5 to 1/8 around 1/10: 8 to 12.5 around 10 again, the ends changed.
    [Fact]
    public void A_longer_time_is_a_lower_rate()
    {
        Assert.Equal(new(8, 10, 12.5), Range);
        Assert.Equal(new(5, 10, 20), Interval.Around(10, 0.5, 2).Inverted);
        Assert.Equal(new(8, 10, 40), Interval.Around(10, 0.25, 1.25).Inverted);
    }

    [Fact]
    public void Ranges_add_end_by_end_and_scale_as_one()
    {
        Assert.Equal(new(9, 12, 16.5), Range.Plus(new(1, 2, 4)));
        Assert.Equal(new(24, 30, 37.5), Range.Times(3));
    }
}
