namespace Sizing.Tests.Hardware;

public sealed class CatalogGpuTests
{
    [Theory]
    [InlineData("H100", "H100 SXM 80GB")]
    [InlineData("h100-sxm", "H100 SXM 80GB")]
    [InlineData("H100 SXM 80GB", "H100 SXM 80GB")]
    [InlineData("H100 SXM5 80GB", "H100 SXM 80GB")]
    [InlineData("NVIDIA H100 80GB HBM3", "H100 SXM 80GB")]
    [InlineData("h100 pcie", "H100 PCIe 80GB")]
    [InlineData("RTX 4090", "RTX 4090")]
    [InlineData("rtx4090", "RTX 4090")]
    [InlineData("NVIDIA GeForce RTX 4090", "RTX 4090")]
    [InlineData("A100 80GB", "A100 SXM 80GB")]
    [InlineData("NVIDIA A100-SXM4-80GB", "A100 SXM 80GB")]
    [InlineData("NVIDIA A100 80GB PCIe", "A100 PCIe 80GB")]
    [InlineData("a6000", "RTX A6000")]
    [InlineData("nvidia h200", "H200 SXM 141GB")]
    [InlineData("Tesla T4", "T4")]
    [InlineData("AMD Instinct MI300X", "MI300X")]
    [InlineData("dgx-spark", "GB10")]
    public void A_gpu_is_found_by_the_names_people_type(string typed, string name) => Assert.Equal(name, Catalog.Gpu(typed).Name);

    [Fact]
    public void An_ambiguous_name_lists_its_candidates()
    {
        var problem = Assert.Throws<SizingException>(() => Catalog.Gpu("A100"));

        Assert.Equal(
            "GPU 'A100' may be 'A100 PCIe 40GB', 'A100 SXM 40GB', 'A100 PCIe 80GB', 'A100 SXM 80GB'; name one of them.",
            problem.Message);
    }

    [Theory]
    [InlineData("V100")]
    [InlineData("GH200")]
    [InlineData("RTX PRO 6000")]
    public void A_name_that_several_parts_bear_is_never_guessed(string typed) =>
        Assert.Contains("name one of them", Assert.Throws<SizingException>(() => Catalog.Gpu(typed)).Message);

    [Theory]
    [InlineData("H101", "H100 SXM 80GB")]
    [InlineData("rtx 409o", "RTX 4090")]
    public void An_unknown_name_suggests_the_closest(string typed, string closest) =>
        Assert.Equal($"GPU '{typed}' is not in the catalog; closest: '{closest}'.", Assert.Throws<SizingException>(() => Catalog.Gpu(typed)).Message);

    [Fact]
    public void A_system_knows_its_gpus()
    {
        var system = Catalog.System("dgx h100");

        Assert.Same(Catalog.Gpu("H100"), system.Gpu);
        Assert.Equal(8, system.Gpus);
        // 8 × ConnectX-7 at 400 Gb/s (NVIDIA DGX H100 data sheet): 50 GB/s a GPU.
        Assert.Equal(50e9, system.NetworkBytesPerSecondPerGpu);
    }
}
