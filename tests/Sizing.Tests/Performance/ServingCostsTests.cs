namespace Sizing.Tests.Performance;

public sealed class ServingCostsTests
{
    private static readonly Serving Serving = new(Catalog.Model("llama-3.1-8b"), Catalog.Gpu("H100"))
    {
        Context = 8192,
        Input = 1000,
        Output = 250,
        Concurrency = 32,
        Prices = new() { RentPerGpuHour = 3, PurchasePerGpu = 43_830, AmortizationYears = 5, Pue = 1.2, PerKilowattHour = 0.10, Api = new(0.10, 0.40) },
    };

    // $3 an hour over λ requests a second, each 250 tokens.
    [Fact]
    public void Rented_tokens_share_the_rent_of_the_hour_in_which_they_are_made()
    {
        var speed = Serving.Estimate().Speed();
        var tokensOfHour = speed.RequestsPerSecond.Typical * 250 * 3600;
        Assert.Equal(3 / tokensOfHour * 1e6, speed.Costs().Rented!.PerMillionOutputWithPrompts, 9);
    }

    [Fact]
    public void Prompts_and_answers_pay_the_whole_hour_together()
    {
        var speed = Serving.Estimate().Speed();
        var (costs, requests) = (speed.Costs().Rented!, speed.RequestsPerSecond.Typical * 3600);
        Assert.Equal(3, requests * (1000 * costs.PerMillionInput + 250 * costs.PerMillionOutput) / 1e6, 9);
        Assert.Equal(3 / requests, costs.PerRequest, 12);
    }

    // $43,830 over 5 · 8,766 hours are $1 an hour; power is that of the GPU, half as much again for the server, 1.2 times for cooling, at 10 cents.
    [Fact]
    public void An_owned_hour_writes_the_purchase_off_and_pays_for_power()
    {
        var speed = Serving.Estimate().Speed();
        Assert.Equal(1 + speed.GpuPower.Value.Value * 1.5 / 1000 * 1.2 * 0.10, speed.Costs().Owned!.Hour.Value.Value, 9);
    }

    // DGX H100: 10.2 kW over 8 · 700 W is 1.82.
    [Fact]
    public void A_named_server_brings_its_own_power_and_price()
    {
        var speed = (Serving with { System = Catalog.System("DGX H100"), Prices = new() { AmortizationYears = 5, Pue = 1, PerKilowattHour = 0.10 } }).Estimate().Speed();
        var price = Catalog.PurchasePrice(Catalog.System("DGX H100"))!.Typical / 8 / (5 * 8766);
        Assert.Equal(price + speed.GpuPower.Value.Value * 10_200 / 5_600 / 1000 * 0.10, speed.Costs().Owned!.Hour.Value.Value, 9);
    }

    // A request of 1,000 and 250 tokens at $0.10 and $0.40 a million costs $0.0002.
    [Fact]
    public void A_service_is_compared_at_the_same_traffic()
    {
        var speed = Serving.Estimate().Speed();
        var costs = speed.Costs();
        Assert.Equal(speed.RequestsPerSecond.Typical * 3600 * 0.0002, costs.ApiHour!.Value.Value, 9);
        Assert.Equal(3 / costs.ApiHour.Value.Value, costs.BreakEven(costs.Rented)!.Value, 12);
    }

    [Fact]
    public void Hours_without_traffic_are_paid_by_the_tokens_of_the_others()
    {
        var half = Serving with { Prices = Serving.Prices with { BusyShare = 0.5 } };
        Assert.Equal(2 * Serving.Estimate().Speed().Costs().Rented!.PerRequest, half.Estimate().Speed().Costs().Rented!.PerRequest, 12);
    }

    [Fact]
    public void A_GPU_that_another_server_holds_is_refused()
    {
        var problem = Assert.Throws<SizingException>(() => (Serving with { System = Catalog.System("DGX H200") }).Estimate());
        Assert.Equal("A DGX H200 holds H200 SXM 141GB, not H100 SXM 80GB; name one of the two.", problem.Message);
    }
}
