using Sizing.Hardware;

namespace Sizing.Tests.Hardware;

public sealed class InterconnectTests
{
    // Rates in one direction after coding: 15.75, 31.5, 63.0 and 121 GB/s for 16 lanes of PCIe 3 to 6.
    [Theory]
    [InlineData(3, 15.75)]
    [InlineData(4, 31.51)]
    [InlineData(5, 63.02)]
    [InlineData(6, 121)]
    public void Sixteen_lanes_of_pci_express_carry_what_its_tables_say(int generation, double gigabytes) =>
        Assert.Equal(gigabytes, Interconnect.PcieBytesPerSecond(generation, 16) / 1e9, 2);

    [Fact]
    public void A_gpu_with_nvlink_uses_it_and_half_of_its_rate_is_one_direction()
    {
        var link = Catalog.Interconnect(Catalog.Gpu("H100"));

        Assert.Equal(("NVLink4", 450e9), (link.Name, link.BytesPerSecond));
    }

    [Fact]
    public void A_gpu_without_nvlink_uses_pci_express() =>
        Assert.Equal("PCIe 4.0 x16", Catalog.Interconnect(Catalog.Gpu("L40S")).Name);

    [Fact]
    public void A_chip_with_neither_is_refused() =>
        Assert.Throws<SizingException>(() => Catalog.Interconnect(Catalog.Gpu("M4 Max")));
}
