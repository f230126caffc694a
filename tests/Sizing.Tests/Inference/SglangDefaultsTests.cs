using Sizing.Inference;

namespace Sizing.Tests.Inference;

/// <summary>The tiers of sgl-project/sglang, python/sglang/srt/server_args.py: a device below 20, 35, 60 and 160 GiB, and above.</summary>
public sealed class SglangDefaultsTests
{
    [Theory]
    [InlineData(16, 2_048, 8, 8)]
    [InlineData(19.99, 2_048, 8, 8)]
    [InlineData(20, 2_048, 24, 80)]
    [InlineData(24, 2_048, 24, 80)]
    [InlineData(35, 4_096, 32, 160)]
    [InlineData(48, 4_096, 32, 160)]
    [InlineData(60, 8_192, 256, 512)]
    [InlineData(80, 8_192, 256, 512)]
    [InlineData(160, 16_384, 512, 512)]
    [InlineData(180, 16_384, 512, 512)]
    public void The_memory_of_the_device_sets_the_chunk_and_the_graphs(double gibibytes, int chunk, int fewRanks, int manyRanks)
    {
        var memory = Bytes.FromGiB(gibibytes);

        Assert.Equal(chunk, SglangDefaults.ChunkOf(memory));
        Assert.Equal([fewRanks, fewRanks, manyRanks], new[] { 1, 3, 4 }.Select(ranks => SglangDefaults.GraphSequences(memory, ranks)));
    }

    [Fact]
    public void Ranks_and_stages_both_take_their_share_of_the_memory_left_over()
    {
        // 128 MiB for each GPU of the replica, of 24,564 MiB; the share is rounded to three digits.
        var one = Share(new());
        var four = Share(new(2, 2));

        Assert.Equal(3 * 128 / 24_564.0, one - four, 0.0011);
    }

    // MiB: 512 + 1.5 · T + 128 + 2 · the sequences of a graph are left over, T at least 2,048, and at least 10 GiB above 60 GiB.
    [Theory]
    [InlineData(81_559, 16_384, 512 + 1.5 * 16_384 + 128 + 2 * 256)]
    [InlineData(81_559, 2_048, 10_240)]
    [InlineData(61_440, 2_048, 512 + 1.5 * 2_048 + 128 + 2 * 256)]
    [InlineData(24_564, 4_096, 512 + 1.5 * 4_096 + 128 + 2 * 24)]
    [InlineData(24_564, 512, 512 + 1.5 * 2_048 + 128 + 2 * 24)]
    public void The_chunk_that_is_asked_for_is_left_memory(double memory, int chunk, double reserved)
    {
        var gpu = Catalog.Gpu("H100") with { NvmlMemory = Bytes.FromMiB(memory) };
        var serving = new Serving(Catalog.Model("Qwen/Qwen3-4B"), gpu) { Engine = ServingEngine.Parse("sglang"), Context = 4_096, BatchedTokens = chunk };

        Assert.Equal((memory - reserved) / memory, serving.Estimate().Setup.Utilization.Value.Value, 0.0006);
    }

    private static double Share(ServingPlan plan) =>
        new Serving(Catalog.Model("Qwen/Qwen3-4B"), Catalog.Gpu("RTX 4090")) { Engine = ServingEngine.Parse("sglang"), Context = 4_096, Plan = plan }
            .Estimate().Setup.Utilization.Value.Value;
}
