using Sizing.Performance;
using Sizing.Training;

namespace Sizing.Tests.Training;

public sealed class OffloadTrafficTests
{
    [Fact]
    public void Offloading_the_optimizer_sends_gradients_out_and_weights_back()
    {
        // ZeRO-Offload §3.2: 2 bytes a parameter each way, 4 in all.
        Assert.Equal(4e9, OffloadTraffic.BytesPerStep(2e9, 2e9, 0, 1, returnsWeights: 1, streamsWeights: 0));
    }

    [Fact]
    public void Checkpoints_go_out_and_come_back_with_every_micro_batch() =>
        Assert.Equal(2 * 4 * 1e9, OffloadTraffic.BytesPerStep(0, 2e9, 1e9, 4, returnsWeights: 0, streamsWeights: 0));

    [Fact]
    public void Transfers_that_outlast_the_computation_lengthen_the_step_and_shorter_ones_do_not()
    {
        Assert.Equal(7.5, TrainingStepFormulas.Exposed(10, 2.5, 1));
        Assert.Equal(0, TrainingStepFormulas.Exposed(0.5, 2.5, 1));
    }

    [Fact]
    public void Offloaded_states_leave_the_gpu_for_the_host()
    {
        var run = new TrainingRun(Catalog.Model("meta-llama/Llama-2-7b-hf"), Catalog.Gpu("A100 SXM 80GB")) { Framework = Catalog.TrainingFramework("deepspeed"), Recompute = Recompute.Full };
        var offloaded = run with { Plan = new() { OffloadOptimizer = true } };

        // Master copy 4 and moments 8 bytes a parameter leave; the 2 bytes of weights stay. The host also takes the gradients of 2 bytes.
        Assert.Equal(2 * 6_738_415_616, offloaded.Estimate().Memory.StateBytes.Count);
        Assert.Equal(14 * 6_738_415_616, offloaded.Estimate().Memory.Host.Count);
        Assert.True(offloaded.Estimate().Compute.Seconds >= run.Estimate().Compute.Seconds);
    }
}
