using Sizing.Training;

namespace Sizing.Tests.Training;

/// <summary>
/// Llama-2-7B under DeepSpeed in BF16 mixed precision, full recomputation, T = 4096: what leaves the GPU, and the bytes that cross
/// PCI Express 4.0 x16 in a step: 16 GT/s · 16 lanes · 128/130 / 8.
/// </summary>
public sealed class OffloadedStatesTests
{
    private const long P = 6_738_415_616;
    private const long Checkpoints = 32L * 4096 * 2 * 4096;
    private const double Rate = 16e9 * 16 * 128 / 130 / 8;

    private static readonly TrainingRun Run = new(Catalog.Model("meta-llama/Llama-2-7b-hf"), Catalog.Gpu("A100 SXM 80GB"))
    {
        Framework = Catalog.TrainingFramework("deepspeed"),
        Recompute = Recompute.Full,
        Accumulation = 4,
    };

    /// <summary>ZeRO-Offload §3.2: gradients out, weights back; weights on the host are read for each forward and backward pass; checkpoints go out and come back.</summary>
    public static TheoryData<TrainingPlan, double> Traffic => new()
    {
        { new(), 0 },
        { new() { OffloadOptimizer = true }, 2 * P + 2 * P },
        { new() { OffloadActivations = true }, 2.0 * 4 * Checkpoints },
        { new() { OffloadWeights = true }, 2.0 * 4 * 2 * P },
        { new() { OffloadOptimizer = true, OffloadWeights = true }, 2 * P + 2 * P + 2.0 * 4 * 2 * P },
        { new() { OffloadOptimizer = true, Data = 8, Sharding = StateSharding.Gradients }, 2 * P / 8 + 2 * P },
        { new() { OffloadOptimizer = true, Data = 8, Sharding = StateSharding.Weights }, 2 * P / 8 + 2 * P / 8 },
    };

    [Theory, MemberData(nameof(Traffic))]
    public void What_crosses_the_bus_in_a_step(TrainingPlan plan, double bytes) =>
        Assert.Equal(bytes / Rate, OffloadTraffic.Seconds(Run with { Plan = plan }), 1e-6);

    /// <summary>Rank 16 on q and v of 32 layers of 4096: 8,388,608 parameters, gradients in FP32, weights in BF16.</summary>
    [Fact]
    public void Of_an_adapter_its_own_gradients_and_weights_cross() => Assert.Equal(
        (4 + 2) * 8_388_608 / Rate,
        OffloadTraffic.Seconds(Run with { Adapter = new(16), Base = WeightFormat.Bf16, Plan = new() { OffloadOptimizer = true } }), 1e-9);

    /// <summary>Frozen BF16 weights beside an adapter stream for forward and backward of four micro-batches; the adapter stays.</summary>
    [Fact]
    public void Frozen_weights_on_the_host_are_read_whole() => Assert.Equal(
        2.0 * 4 * 2 * P / Rate,
        OffloadTraffic.Seconds(Run with { Adapter = new(16), Base = WeightFormat.Bf16, Plan = new() { OffloadWeights = true } }), 1e-6);

    /// <summary>Master 4, moments 8, gradients 2, weights 2 bytes a parameter.</summary>
    [Theory]
    [InlineData(false, false, 0, 14)]
    [InlineData(true, false, 0, 16)]
    [InlineData(true, true, 14, 2)]
    public void The_host_holds_what_is_offloaded_or_the_drives_do(bool weights, bool nvme, int onDrives, int onHost)
    {
        var memory = TrainingMemory.Of(Run with { Plan = new() { OffloadOptimizer = true, OffloadWeights = weights, OffloadToNvme = nvme } });

        Assert.Equal(onDrives * P, memory.Nvme.Count);
        Assert.Equal(onHost * P + (nvme ? 4 * 4 * 32_000L * 4096 : 0), memory.Host.Count);
    }

    [Fact]
    public void Offloaded_weights_alone_leave_optimizer_and_gradients_where_they_are()
    {
        var memory = TrainingMemory.Of(Run with { Plan = new() { OffloadWeights = true } });

        Assert.Equal((2 * P, 0), (memory.Host.Count, memory.Nvme.Count));
        Assert.Null(memory.NvmeStorage);
        Assert.Equal(12 * P, memory.StateBytes.Count);
    }

    [Fact]
    public void Weights_on_the_host_are_gathered_a_layer_at_a_time()
    {
        var alive = StepEvents.At(Run with { Plan = new() { OffloadWeights = true } }, "forward end");

        Assert.Equal(2 * (4L * 4096 * 4096 + 3L * 4096 * 11_008 + 2 * 4096), alive["Gathered layer"]);
    }

    [Fact]
    public void Sharded_gradients_of_an_optimizer_on_the_host_leave_as_they_are_made()
    {
        var plan = new TrainingPlan { Data = 8, OffloadOptimizer = true, Sharding = StateSharding.Gradients };

        Assert.DoesNotContain("Gradients in bf16", StepEvents.At(Run with { Plan = plan }, "end of backward"));
        Assert.Contains("Gradients in bf16", StepEvents.At(Run with { Plan = plan with { OffloadOptimizer = false } }, "end of backward"));
        Assert.Contains("Gradients in bf16", StepEvents.At(Run with { Plan = plan with { Sharding = StateSharding.Optimizer } }, "end of backward"));
    }

    [Fact]
    public void A_gpu_without_a_known_bus_cannot_be_timed() => Assert.Contains(
        "PCI Express", Assert.Throws<SizingException>(() => OffloadTraffic.Seconds(Run with { Gpu = Run.Gpu with { PcieLanes = null }, Plan = new() { OffloadOptimizer = true } })).Message, StringComparison.Ordinal);
}
