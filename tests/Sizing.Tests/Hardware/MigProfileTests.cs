namespace Sizing.Tests.Hardware;

public sealed class MigProfileTests
{
    [Fact]
    public void A_profile_as_a_gpu_has_its_memory_and_shares()
    {
        // nvidia-smi mig -lgip on an H200: 1g.18gb is 16.00 GiB (NVIDIA/mig-parted#120); 1 of 7 compute and 1 of 8 memory slices.
        var slice = Catalog.MigProfiles(Catalog.Gpu("H200")).Single(profile => profile.Name == "1g.18gb").ToGpu();

        Assert.Equal("H200 SXM 141GB MIG 1g.18gb", slice.Name);
        Assert.Equal(Bytes.FromGiB(16), slice.UsableMemory);
        Assert.Equal(600e9, slice.BandwidthBytesPerSecond);
        Assert.Equal(989 / 7.0, slice.Peak.Bf16.Tflops!.Value, 6);
        Assert.True(slice.Peak.Fp4.IsUnsupported);
        Assert.Null(slice.LinkBytesPerSecond);
    }

    [Fact]
    public void Where_the_memory_of_a_profile_is_unknown_it_is_its_share_of_the_gpu()
    {
        var gpu = Catalog.Gpu("B300");
        var half = Catalog.MigProfiles(gpu).Single(profile => profile.Name == "3g.135gb").ToGpu();

        Assert.Equal(0.5, half.UsableMemory / gpu.UsableMemory, 6);
    }

    // nvidia-smi mig -lgip on an H200: 16.00 GiB (NVIDIA/mig-parted#120); on an H100 NVL: 46.38 GiB (gpu-operator#903).
    [Theory]
    [InlineData("H200 1g.18gb", "H200 SXM 141GB MIG 1g.18gb", 16.00)]
    [InlineData("NVIDIA H200 SXM 141GB MIG 1G.18GB", "H200 SXM 141GB MIG 1g.18gb", 16.00)]
    [InlineData("h100-nvl 3g.47gb", "H100 NVL 94GB MIG 3g.47gb", 46.38)]
    [InlineData("A100 80GB 3g.40gb", "A100 SXM 80GB MIG 3g.40gb", 39.25)]
    public void An_instance_is_named_by_its_gpu_and_profile(string typed, string name, double gib)
    {
        Assert.Equal(name, Catalog.Gpu(typed).Name);
        Assert.Equal(gib, Catalog.Gpu(typed).UsableMemory.InGiB, 0.005);
        Assert.Equal(Catalog.Gpu(typed), Catalog.Gpu(name));
    }

    [Theory]
    [InlineData("RTX 4090 1g.6gb", "RTX 4090 cannot be cut into instances; leave out '1g.6gb'.")]
    [InlineData("A100 80GB 5g.50gb", "A100 SXM 80GB has no instance '5g.50gb'; it has 1g.10gb, 1g.20gb, 2g.20gb, 3g.40gb, 4g.40gb, 7g.80gb.")]
    public void An_instance_that_there_is_not_is_refused_with_those_there_are(string typed, string sentence) =>
        Assert.Equal(sentence, Assert.Throws<SizingException>(() => Catalog.Gpu(typed)).Message);

    [Fact]
    public void Instances_are_replicas_and_never_ranks_of_one()
    {
        var serving = new Serving(Catalog.Model("llama-3.2-1b"), Catalog.Gpu("A100 80GB 1g.10gb")) { Context = 4_096, Gpus = 2 };

        Assert.Equal(new(Data: 2), serving.Estimate().Setup.Plan);
        Assert.Contains("do not reach each other", Assert.Throws<SizingException>((serving with { Plan = new(2) }).Estimate).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Consumer_cards_cannot_be_cut() => Assert.Empty(Catalog.MigProfiles(Catalog.Gpu("RTX 4090")));

    [Fact]
    public void The_instances_of_a_profile_fit_in_the_gpu() =>
        Assert.All(
            Catalog.Gpus.SelectMany(Catalog.MigProfiles),
            profile =>
            {
                Assert.InRange(profile.Instances * profile.ComputeShare, 0, 1);
                Assert.InRange(profile.Instances * profile.MemoryShare, 0, 1);
            });
}
