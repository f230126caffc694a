using Sizing.Performance;

namespace Sizing.Tests.Performance;

public sealed class ServingCostTests
{
    // $3.60 an hour are $0.001 a second; at 1,000 tokens a second a million tokens take 1,000 seconds.
    [Fact]
    public void A_million_tokens_at_a_thousand_a_second_cost_a_thousand_seconds() => Assert.Equal(1.0, ServingCost.PerMillionTokens(3.60, 1000), 12);

    // 8,766 hours · 4 years = 35,064 hours: $35,064 are a dollar an hour; 1 kW · 1.25 · $0.08 are 10 cents.
    [Fact]
    public void An_owned_hour_is_the_price_over_its_hours_and_the_power() => Assert.Equal(1.10, ServingCost.OwnedHour(35_064, 4, 1000, 1.25, 0.08), 12);

    [Fact]
    public void A_month_has_730_and_a_half_hours() => Assert.Equal(730.5, ServingCost.PerMonth(1), 12);
}
