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
