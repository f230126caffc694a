namespace Sizing.Tests.Hardware;

public sealed class PriceTests
{
    [Fact]
    public void The_rental_of_an_h100_is_a_range_with_its_dates()
    {
        // verda 2.29, nebius 2.95, JarvisLabs 2.99, crusoe 3.90: the median is (2.95 + 2.99) / 2.
        var rental = Catalog.RentalPerGpuHour(Catalog.Gpu("H100"))!;

        Assert.Equal((2.29, 2.97, 3.90), (rental.Low, Math.Round(rental.Typical, 6), rental.High));
        Assert.All(rental.Prices, price => Assert.Equal("2026-08", price.AsOf));
    }

    [Fact]
    public void A_capacity_block_is_not_on_demand() =>
        Assert.DoesNotContain(Catalog.RentalPerGpuHour(Catalog.Gpu("H200"))!.Prices, price => price.Terms == "capacity block");

    [Fact]
    public void A_gpu_that_nobody_sells_has_no_price()
    {
        Assert.Null(Catalog.PurchasePrice(Catalog.Gpu("TPU v5e")));
        Assert.Null(Catalog.RentalPerGpuHour(Catalog.Gpu("RTX 3060")));
    }

    [Fact]
    public void The_median_of_an_odd_number_of_prices_is_the_middle_one() =>
        Assert.Equal(1999, PriceRange.Of(Catalog.Prices.Where(price => price.Item == "RTX 5090" && price.Kind == PriceKind.Purchase).Take(1))!.Typical);

    [Fact]
    public void Systems_have_prices_of_their_own() => Assert.Equal(370_000, Catalog.PurchasePrice(Catalog.System("DGX H100"))!.Typical);
}
