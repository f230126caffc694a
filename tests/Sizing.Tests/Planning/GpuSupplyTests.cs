using Sizing.Planning;

namespace Sizing.Tests.Planning;

public sealed class GpuSupplyTests
{
    /// <summary>prices.csv: an HGX H100 with eight costs $290,000, one with four $150,000, a DGX H100 $370,000; a module is not sold alone.</summary>
    [Fact]
    public void Modules_are_bought_in_whole_systems_the_cheapest_of_each_size()
    {
        var supplies = GpuSupply.Of(Catalog.Gpu("H100 SXM 80GB"), CostBasis.Buy, new()).OrderBy(supply => supply.Unit).ToList();

        Assert.Equal(["HGX H100 4-GPU OEM", "HGX H100 8-GPU OEM"], supplies.Select(supply => supply.System!.Name));
        Assert.Equal([150_000.0, 290_000.0], supplies.Select(supply => supply.Dollars!.Value * supply.Paid(3)));
        Assert.Equal(12, supplies[0].Paid(9));
    }

    /// <summary>prices.csv: p4d.24xlarge with eight A100 40 GB, $32.77 an hour on demand; no single one has a rent.</summary>
    [Fact]
    public void What_no_one_rents_singly_is_rented_as_an_instance()
    {
        var supply = Assert.Single(GpuSupply.Of(Catalog.Gpu("A100 SXM 40GB"), CostBasis.Rent, new()));

        Assert.Equal(("AWS p4d.24xlarge", 8), (supply.System!.Name, supply.Unit));
        Assert.Equal(32.77, supply.Dollars!.Value * supply.Paid(1), 6);
    }

    /// <summary>p5.48xlarge: $98.32 in 2023, $55 after the cut of June 2025; the newest counts.</summary>
    [Fact]
    public void An_instance_costs_what_its_newest_price_says() => Assert.Equal(55, Catalog.RentalPerHour(Catalog.System("AWS p5.48xlarge"))!.Typical);

    /// <summary>NVLink-C2C leads to the superchip's own CPU; 72 GPUs of an NVL72 are one NVLink domain (NVIDIA, GB200 NVL72).</summary>
    [Theory]
    [InlineData("GH200 96GB", 1)]
    [InlineData("GB200", 72)]
    [InlineData("RTX 4090", 8)]
    [InlineData("MI300X", 8)]
    public void A_server_joins_as_many_as_its_links_do(string gpu, int node) =>
        Assert.Contains(GpuSupply.Of(Catalog.Gpu(gpu), CostBasis.Rent, new()), supply => supply.Node == node);

    /// <summary>32 GT/s on 16 lanes with 128b/130b: 63.0 GB/s to the network card, not the 450 GB/s to the CPU.</summary>
    [Fact]
    public void Superchips_meet_over_pci_express_and_the_network() =>
        Assert.Equal(32e9 * 16 / 8 * 128 / 130, Catalog.Interconnect(Catalog.Gpu("GH200 96GB")).BytesPerSecond, 0);
}
