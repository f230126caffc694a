using Sizing.Explain;

namespace Sizing.Tests.Training;

public sealed class TimelineTests
{
    private static TrainingRun Run(string model) => new(Catalog.Model(model), Catalog.Gpu("H100 SXM 80GB")) { Precision = TrainingPrecision.Bf16, Recompute = Recompute.Full, Sequence = 2048 };

    [Fact]
    public void Full_fine_tuning_of_a_large_model_peaks_in_the_optimizer_step() =>
        Assert.Equal("optimizer step", Run("meta-llama/Llama-2-7b-hf").Estimate().PeakEvent);

    [Fact]
    public void A_small_model_with_a_large_vocabulary_peaks_in_the_loss() =>
        Assert.Equal("loss", (Run("Qwen/Qwen2.5-0.5B") with { MicroBatch = 8 }).Estimate().PeakEvent);

    [Fact]
    public void Without_logits_a_recomputed_layer_is_the_peak_of_adapter_training()
    {
        var run = Run("meta-llama/Llama-2-70b-hf") with { Adapter = new(16), Base = WeightFormat.Nf4DoubleQuantized, Loss = LossPath.Cut, MicroBatch = 4 };

        Assert.Equal("backward of the last layer", run.Estimate().PeakEvent);
    }

    [Fact]
    public void The_peak_is_the_largest_event_and_never_their_sum()
    {
        var memory = Run("meta-llama/Llama-2-7b-hf").Estimate().Memory;

        Assert.Equal(Combination.Maximum, memory.Peak.Combination);
        Assert.All(memory.Peak.Children, happening => Assert.Equal(Combination.Sum, happening.Combination));
    }

    [Fact]
    public void Bf16_mixed_training_of_7b_states_takes_16_bytes_a_parameter_with_hugging_face()
    {
        // FP32 weights 4, AdamW 8 between steps; gradients 4 until they are freed (ZeRO and Megatron spread the same 16 otherwise).
        var memory = (Run("meta-llama/Llama-2-7b-hf") with { Precision = TrainingPrecision.Bf16Mixed }).Estimate().Memory;

        Assert.Equal(12 * 6_738_415_616, memory.StateBytes.Count);
    }

    [Fact]
    public void Megatron_takes_18_bytes_a_parameter_and_6_plus_12_over_d_with_the_distributed_optimizer()
    {
        var run = Run("meta-llama/Llama-2-7b-hf") with { Precision = TrainingPrecision.Bf16Mixed, Framework = Catalog.TrainingFramework("megatron") };
        var sharded = run with { Plan = new() { Data = 8, Sharding = StateSharding.Optimizer } };

        Assert.Equal(18 * 6_738_415_616, run.Estimate().Memory.StateBytes.Count);
        Assert.Equal(7.5, sharded.Estimate().Memory.StateBytes.Count / 6_738_415_616.0, 6);
    }

    [Theory]
    [InlineData(StateSharding.Optimizer)]
    [InlineData(StateSharding.Gradients)]
    [InlineData(StateSharding.Weights)]
    public void Sharding_over_more_ranks_never_raises_the_peak(StateSharding sharding)
    {
        var run = Run("meta-llama/Llama-2-7b-hf") with { Precision = TrainingPrecision.Bf16Mixed };
        long Peak(int ranks) => (run with { Plan = new() { Data = ranks, Sharding = sharding } }).Estimate().Memory.PeakBytes.Count;

        Assert.True(Peak(2) >= Peak(8));
        Assert.True(Peak(8) >= Peak(64));
    }

    [Fact]
    public void Longer_sequences_and_larger_batches_never_lower_the_peak()
    {
        var run = Run("meta-llama/Llama-3.1-8B");
        long Peak(int sequence, int batch) => (run with { Sequence = sequence, MicroBatch = batch }).Estimate().Memory.PeakBytes.Count;

        Assert.True(Peak(1024, 1) <= Peak(2048, 1));
        Assert.True(Peak(2048, 1) <= Peak(2048, 4));
    }

    [Fact]
    public void The_first_stage_of_a_pipeline_holds_all_its_micro_batches_and_is_named()
    {
        var run = Run("meta-llama/Llama-2-70b-hf") with { Recompute = Recompute.None, Accumulation = 16, Loss = LossPath.Cut, Plan = new() { Pipeline = 8, Tensor = 8 } };

        Assert.Contains("stage 1 of 8", run.Estimate().PeakEvent, StringComparison.Ordinal);
    }

    [Fact]
    public void With_weights_and_optimizer_on_the_host_no_state_stays_between_steps()
    {
        var run = Run("meta-llama/Llama-2-7b-hf") with { Optimizer = Optimizer.Lomo, Plan = new() { OffloadWeights = true, OffloadOptimizer = true } };

        Assert.Equal(Bytes.Zero, run.Estimate().Memory.StateBytes);
    }

    [Fact]
    public void Two_workspaces_of_the_matrix_library_stay_beside_the_states()
    {
        // PyTorch: 2 · 4096 + 8 · 16 KiB for a handle before Hopper, 32 MiB from Hopper on; a handle each for the forward and the backward thread.
        Bytes Workspaces(string gpu)
        {
            var memory = (Run("meta-llama/Llama-2-7b-hf") with { Gpu = Catalog.Gpu(gpu) }).Estimate().Memory;
            return memory.SteadyBytes - memory.StateBytes - new Bytes(24 * 2048);
        }

        Assert.Equal(2 * 8_519_680, Workspaces("A100 SXM 80GB").Count);
        Assert.Equal(2 * 33_554_432, Workspaces("H100 SXM 80GB").Count);
    }
}
