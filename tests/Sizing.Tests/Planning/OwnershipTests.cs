using Sizing.Planning.Ownership;

namespace Sizing.Tests.Planning;

/// <summary>A1.1, the customer's question: will the servers we own do, or do we have to buy?</summary>
public sealed class OwnershipTests
{
    private static readonly ServingQuestion Asked = new(Catalog.Model("meta-llama/Llama-3.1-8B-Instruct")) { Input = 1_000, Output = 200, Rate = 1 };

    /// <summary>By hand: 100,000 dollars that save 4,000 a month are back after 25; what saves nothing never pays.</summary>
    [Fact]
    public void A_purchase_pays_after_its_price_over_what_it_saves()
    {
        Assert.Equal(25, OwnershipFormulas.BreakEvenMonths(100_000, 5_000, 1_000));
        Assert.Equal(double.PositiveInfinity, OwnershipFormulas.BreakEvenMonths(100_000, 1_000, 1_000));
    }

    /// <summary>By hand: 8 GPUs of 1 kW with their server at 0.10 dollars and a PUE of 1.25 are 1 dollar an hour, 730.5 a month.</summary>
    [Fact]
    public void A_month_of_power_is_730_hours() => Assert.Equal(730.5, OwnershipFormulas.PowerMonth(8, 1_000, 1.25, 0.10), 9);

    [Fact]
    public void Owned_servers_that_do_cost_their_power_alone()
    {
        var compared = OwnershipComparison.Of(Asked with { Constraints = new() { Have = [GpuGroup.Parse("2x RTX A6000")] } });

        Assert.Null(compared.WhyNotKept);
        Assert.Equal(60, compared.Months);
        Assert.Equal("Keep 2 × RTX A6000", compared.Reference);
        Assert.Equal(0, Assert.Single(compared.Choices, choice => choice.What == compared.Reference).Price);
        Assert.Equal(compared.Choices.Select(choice => choice.After(60)).Order(), compared.Choices.Select(choice => choice.After(60)));
    }

    [Fact]
    public void Owned_servers_that_do_not_are_replaced_by_rent_or_purchase_with_its_break_even()
    {
        var compared = OwnershipComparison.Of(Asked with { Constraints = new() { Have = [GpuGroup.Parse("1x RTX 3070")] } });

        Assert.NotNull(compared.WhyNotKept);
        Assert.StartsWith("Rent", compared.Reference, StringComparison.Ordinal);
        var rent = compared.Choices.First(choice => choice.What == compared.Reference).Month.Value.Value;
        Assert.All(compared.Choices.Where(choice => choice.BreakEven is not null), buy =>
            Assert.Equal(OwnershipFormulas.BreakEvenMonths(buy.Price, rent, buy.Month.Value.Value), buy.BreakEven!.Value.Value));
        Assert.Contains(compared.Choices, choice => choice.BreakEven is not null);
    }
}
