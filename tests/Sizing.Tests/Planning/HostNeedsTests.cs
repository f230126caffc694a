namespace Sizing.Tests.Planning;

public sealed class HostNeedsTests
{
    /// <summary>By hand: 70.55e9 weights of 2 bytes over 7.88 GB/s are 17.9 s.</summary>
    [Fact]
    public void A_70b_model_loads_in_eighteen_seconds_at_best()
    {
        var needs = HostNeeds.Of(new Serving(Catalog.Model("meta-llama/Llama-3.3-70B-Instruct"), Catalog.Gpu("H100")) { Plan = new(4), Context = 8_192 }.Estimate());

        Assert.Equal(70.55e9 * 2 / 7.88e9, needs.LoadTime!.Value.Value, 1);
        Assert.Equal(131.4, new Bytes(needs.Disk.Value.Whole).InGiB, 1);
        Assert.Equal(8, needs.WithSpare!.Value.Whole);
    }

    /// <summary>By hand: a DGX H100 draws at most 10.2 kW, 16.1 kW with the average overhead of 1.58.</summary>
    [Fact]
    public void A_rack_is_fed_with_the_overhead_of_its_building()
    {
        var estimate = new Serving(Catalog.Model("meta-llama/Llama-3.3-70B-Instruct"), Catalog.Gpu("H100")) { Plan = new(8), Context = 8_192 }.Estimate();

        Assert.Equal(10_200 * 1.58, HostNeeds.Of(estimate, Catalog.System("DGX H100")).Power!.Value.Value, 6);
        Assert.False(HostNeeds.Of(estimate, Catalog.System("DGX H100")).NeedsLiquid);
        Assert.True(HostNeeds.Of(estimate, Catalog.System("GB200 NVL72")).NeedsLiquid);
    }

    /// <summary>BLOOM's model card: a full checkpoint with optimizer states is 2.3 TB, BF16 weights 329 GB, both counted in 2^40 and 2^30 bytes.</summary>
    [Fact]
    public void Blooms_checkpoint_is_as_large_as_published()
    {
        var run = new TrainingRun(Catalog.Model("bigscience/bloom"), Catalog.Gpu("A100 SXM 80GB"))
        {
            Framework = Catalog.TrainingFramework("megatron"),
            Plan = new() { Tensor = 4, Pipeline = 12, Data = 8, Sharding = StateSharding.Optimizer },
            Sequence = 2_048,
            MicroBatch = 2,
            Accumulation = 128,
            Recompute = Recompute.Full,
        };

        Assert.Equal(2.3, new Bytes(HostNeeds.Of(run.Estimate()).Disk.Value.Whole).InGiB / 1024, 0.07);
    }

    /// <summary>DeepSpeed's memory.rst: buffers beside offloaded states take half of them again.</summary>
    [Fact]
    public void Offloaded_states_need_one_and_a_half_times_their_bytes()
    {
        var estimate = new TrainingRun(Catalog.Model("meta-llama/Llama-2-7b-hf"), Catalog.Gpu("RTX 4090")) { Plan = new() { OffloadOptimizer = true } }.Estimate();

        Assert.Equal((long)(1.5 * estimate.Memory.Host.Count), HostNeeds.Of(estimate).Memory.Value.Whole);
    }
}
