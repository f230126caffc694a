namespace Sizing.Tests.Planning;

public sealed class DemandTests
{
    /// <summary>By hand: 500 people · 10 requests an hour · 2 at the peak / 3600 s = 2.78 requests a second.</summary>
    [Fact]
    public void People_become_requests_per_second_at_the_busiest_time()
    {
        var rate = new Demand(500, 10, 2).RequestsPerSecond;

        Assert.Equal(2.7778, rate.Value.Value, 4);
        Assert.Equal("U · r · k / 3600", rate.Formula!.Text);
        Assert.Equal(["U", "r", "k"], rate.Inputs.Select(input => input.Symbol));
    }

    /// <summary>By hand, with Little's law: 2.78 requests a second that stay 18 s each are 50 in flight.</summary>
    [Fact]
    public void Requests_per_second_and_their_time_become_requests_in_flight()
    {
        var inFlight = new Demand(500, 10, 2).Concurrency(18);

        Assert.Equal(50, inFlight.Value.Value, 6);
        Assert.Equal("λ · W", inFlight.Formula!.Text);
        Assert.Equal("Requests per second", inFlight.Inputs[0].From!.Name);
        Assert.Equal("50 sequences", inFlight.Value.ToString());
    }

    [Theory]
    [InlineData(0, 10, 2, "0 users")]
    [InlineData(500, 0, 2, "requests of a user")]
    [InlineData(500, double.NaN, 2, "requests of a user")]
    [InlineData(500, 10, 0.5, "busiest time")]
    public void Absurd_demand_is_refused_by_the_figure_that_is_absurd(int users, double perHour, double peak, string named) =>
        Assert.Contains(named, Assert.Throws<SizingException>(() => new Demand(users, perHour, peak).RequestsPerSecond).Message, StringComparison.Ordinal);
}
