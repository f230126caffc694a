namespace Sizing.Tests.Performance;

/// <summary>The parts of a training step that wait for memory, host or drives, by hand. Llama-2-7B on A100s: 6,738,415,616 parameters, 2,039 GB/s.</summary>
public sealed class StepMemoryTrafficTests
{
    private const string Elements = "Element-wise operations";
    private const string Host = "Optimizer step on the host";
    private const string Drives = "Reading and writing NVMe drives";

    private const double Parameters = 6_738_415_616;

    private static readonly TrainingRun Run = StepParts.Llama;

    private static readonly TrainingRun DeepSpeed = Run with { Framework = Catalog.TrainingFramework("deepspeed") };

    // FP32 weights of 4 bytes and two moments of 8 are read and written, gradients of 4 read.
    [Fact]
    public void The_optimizer_reads_and_writes_states_and_reads_gradients() =>
        Assert.Equal((2 * (4 + 8) + 4) * Parameters / (StepParts.Step.BandwidthShare * 2039e9), Run.Seconds("Optimizer step"), 9);

    [Fact]
    public void Kept_tensors_cross_the_memory_bus_for_every_micro_batch_and_once_more_when_recomputed()
    {
        var recomputed = (StepParts.Step.ElementPasses + StepParts.Step.RecomputedPasses) / StepParts.Step.ElementPasses;

        Assert.Equal(4 * Run.Seconds(Elements), (Run with { Accumulation = 4 }).Seconds(Elements), 9);
        Assert.Equal(recomputed * Run.Seconds(Elements), (Run with { Recompute = Recompute.Full }).Seconds(Elements), 9);
    }

    // ZeRO-Offload: the CPUs of a node update the parameters of its GPUs; ranks that divide the states update their parts.
    [Theory]
    [InlineData(1, StateSharding.None, 1)]
    [InlineData(4, StateSharding.None, 4)]
    [InlineData(16, StateSharding.None, 8)]
    [InlineData(16, StateSharding.Optimizer, 0.5)]
    public void The_host_updates_what_the_gpus_of_a_node_train(int data, StateSharding sharding, double models)
    {
        var run = DeepSpeed with { Plan = new() { Data = data, Sharding = sharding, OffloadOptimizer = true } };

        Assert.Equal(models * Parameters / StepParts.Step.HostOptimizer, run.Seconds(Host), 9);
        Assert.Null(run.Part("Optimizer step"));
    }

    // ZeRO-Infinity: master copy and two moments, 12 bytes, go out and come in; a drive of 7 GB/s, or four of them.
    [Fact]
    public void Drives_read_and_write_all_states_in_a_step()
    {
        var run = DeepSpeed with { Plan = new() { OffloadOptimizer = true, OffloadToNvme = true } };

        Assert.Equal(2 * 12 * Parameters / StepParts.Step.NvmeRate, run.Seconds(Drives), 9);
        Assert.Equal(2 * 12 * Parameters / 28e9, (run with { NvmeBytesPerSecond = 28e9 }).Seconds(Drives), 9);
        Assert.Null((DeepSpeed with { Plan = new() { OffloadOptimizer = true } }).Part(Drives));
    }

    // PCI Express 4.0 x16 is 16 GT/s · 16 lanes · 128/130: 31.5 GB/s. Gradients of 2 bytes leave and weights of 2 return, beside everything else.
    [Fact]
    public void Transfers_hide_behind_the_whole_step()
    {
        var run = DeepSpeed with { Plan = new() { OffloadOptimizer = true } };
        const string Transfers = "Transfers to and from the host, exposed";
        var others = TrainingSeconds(run) - run.Seconds(Transfers);

        Assert.Equal(4 * Parameters / (16e9 * 16 * 128 / 130 / 8), run.Input(Transfers, "t"), 9);
        Assert.Equal(others, run.Input(Transfers, "K"), 9);
        Assert.Null(Run.Part(Transfers));
    }

    private static double TrainingSeconds(TrainingRun run) => Sizing.Performance.TrainingCompute.Of(run).Step.Value.Value;
}
