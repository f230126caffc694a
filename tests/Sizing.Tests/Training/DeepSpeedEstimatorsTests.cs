using Sizing.Training.Published;

namespace Sizing.Tests.Training;

/// <summary>Against what DeepSpeed's estimators print for t5-3b and t5-large (docs/source/memory.rst); its "GB" are GiB.</summary>
public sealed class DeepSpeedEstimatorsTests
{
    private const long T5Of3B = 2_851_000_000;
    private const long T5Large = 737_670_000;

    [Fact]
    public void Zero_2_with_the_optimizer_offloaded_prints_5_31_and_127_48()
    {
        Assert.Equal(5.31, DeepSpeedEstimators.Zero2OffloadGpu(T5Of3B).InGiB, 0.005);
        Assert.Equal(127.48, DeepSpeedEstimators.Zero2OffloadHost(T5Of3B, 8).InGiB, 0.04);
    }

    [Fact]
    public void Zero_2_without_offload_gives_11_28_where_the_documentation_still_prints_15_93()
    {
        // 2·2.851e9 + 18·2.851e9 / 8 = 5.702e9 + 6.41475e9 = 12.11675e9 bytes.
        Assert.Equal(11.28, DeepSpeedEstimators.Zero2Gpu(T5Of3B, 8).InGiB, 0.01);
        Assert.Equal(15.93, (4 * T5Of3B + 16 * T5Of3B / 8) / Math.Pow(2, 30), 0.01);
    }

    [Theory]
    [InlineData(T5Of3B, 32_000_000, 8, 0.12, 0.79, 6.10)]
    public void Zero_3_prints_what_the_documentation_shows(long parameters, long largest, int gpus, double all, double optimizer, double none)
    {
        Assert.Equal(all, DeepSpeedEstimators.Zero3OffloadGpu(largest).InGiB, 0.01);
        Assert.Equal(optimizer, DeepSpeedEstimators.Zero3OptimizerOffloadGpu(parameters, largest, gpus).InGiB, 0.01);
        Assert.Equal(none, DeepSpeedEstimators.Zero3Gpu(parameters, largest, gpus).InGiB, 0.01);
    }

    [Fact]
    public void Zero_3_of_t5_large_on_4_gpus_prints_125_and_477_MiB()
    {
        Assert.Equal(125, DeepSpeedEstimators.Zero3OffloadGpu(32_900_000).InMiB, 1.0);
        Assert.Equal(477, DeepSpeedEstimators.Zero3OptimizerOffloadGpu(T5Large, 32_900_000, 4).InMiB, 1.0);
    }

    [Fact]
    public void Zero_3_with_everything_offloaded_wants_127_48_GiB_of_host_memory() =>
        Assert.Equal(127.48, DeepSpeedEstimators.Zero3OffloadHost(T5Of3B, 8, 1).InGiB, 0.04);

    [Fact]
    public void The_states_of_a_host_are_shared_by_the_nodes_until_its_gpus_need_more()
    {
        // max(4 · 1, 18 / 2) · 1.5 = 13.5 bytes a parameter on two nodes of one GPU; max(4 · 4, 18 / 2) · 1.5 = 24 on two of four.
        Assert.Equal(13_500, DeepSpeedEstimators.Zero3OffloadHost(1000, 1, 2).Count);
        Assert.Equal(24_000, DeepSpeedEstimators.Zero3OffloadHost(1000, 4, 2).Count);
    }
}
