using Sizing.Performance;

namespace Sizing.Tests.Training;

public sealed class TrainingStepTests
{
    private static readonly TrainingRun Run = new(Catalog.Model("meta-llama/Llama-2-7b-hf"), Catalog.Gpu("A100 SXM 80GB"));

    [Fact]
    public void The_parts_sum_to_the_step_and_the_step_gives_the_utilization()
    {
        var compute = (Run with { Plan = new() { Data = 8, Sharding = StateSharding.Weights } }).Estimate().Compute;

        Assert.Equal(compute.Step.Value.Value, compute.Step.Children.Sum(part => part.Value.Value), 12);
        Assert.Equal(compute.FlopsPerToken * 8 * 4096 / (compute.Step.Value.Value * 8 * 312e12), compute.Mfu, 9);
        Assert.InRange(compute.Mfu, compute.MfuRange.Low, compute.MfuRange.High);
    }

    [Fact]
    public void Operations_take_their_share_of_the_peak() => Assert.Equal(2, TrainingStepFormulas.Computing(1e15, 2, 500e12, 0.5));

    [Fact]
    public void A_collective_moves_all_but_its_own_part() =>
        // 8 ranks, 10 collectives of 800 MB at 100 GB/s, half of it hidden: 10 · 7/8 · 8 ms / 2.
        Assert.Equal(0.035, TrainingStepFormulas.Collective(10, 8e8, 8, 100e9, 0.5), 12);

    [Fact]
    public void A_pipeline_waits_as_the_megatron_paper_says() => Assert.Equal(2, TrainingStepFormulas.Bubble(8, 5, 8, 2));

    [Fact]
    public void A_token_crosses_to_each_node_once()
    {
        // Two experts on two nodes: both on the own node 1/4, else one crossing; (M − 1)/M of the distinct nodes: 1 · (1 − 1/4) of two copies.
        Assert.Equal(0.375, TrainingLinks.CrossingShare(2, 2), 12);
        // One expert: it is on another node with probability (M − 1) / M.
        Assert.Equal(0.75, TrainingLinks.CrossingShare(4, 1), 12);
    }

    [Fact]
    public void The_host_updates_ten_billion_parameters_as_fast_as_zero_offload_measured() =>
        // ZeRO-Offload, arXiv:2101.06840, Table 4: 2.57 s.
        Assert.Equal(2.57, TrainingStepFormulas.Shared(10e9, 1, 4e9), 0.1);

    [Fact]
    public void Nvme_takes_the_states_and_leaves_buffers_and_gradients_on_the_host()
    {
        var memory = (Run with { Framework = Catalog.TrainingFramework("deepspeed"), Plan = new() { OffloadOptimizer = true, OffloadToNvme = true } }).Estimate().Memory;

        // Master copy and two moments: 12 bytes a parameter. Gradients of 2 bytes, and four FP32 buffers of the embedding, 32,000 × 4,096.
        Assert.Equal(12 * 6_738_415_616, memory.Nvme.Count);
        Assert.Equal(2 * 6_738_415_616 + 16L * 32_000 * 4_096, memory.Host.Count);
    }

    [Fact]
    public void Packed_examples_attend_to_themselves_and_padding_is_computed_but_not_learned_from()
    {
        var packed = (Run with { ExampleTokens = 512 }).Estimate().Compute;
        var padded = (Run with { ExampleTokens = 512, Packed = false }).Estimate().Compute;
        var full = Run.Estimate().Compute;

        Assert.Equal(12.0 * 32 * 4096 * (4096 - 512), full.FlopsPerToken - packed.FlopsPerToken, 1.0);
        Assert.Equal(full.TokensPerSecond / 8, padded.TokensPerSecond, 1e-6);
    }

    [Fact]
    public void Fsdp_of_frozen_units_holds_inputs_and_gradients_of_layers()
    {
        // fms-acceleration a100_80gb.csv: Llama-2-70B, QLoRA of rank 16 on q, k, v, o, two GPUs, 2 sequences of 4,096: 46,685 MB at the peak.
        var run = new TrainingRun(Catalog.Model("meta-llama/Llama-2-70b-hf"), Catalog.Gpu("A100 SXM 80GB"))
        {
            Precision = TrainingPrecision.Bf16,
            Adapter = new(16) { Targets = ["q_proj", "k_proj", "v_proj", "o_proj"] },
            Base = WeightFormat.Nf4DoubleQuantized,
            Recompute = Recompute.Full,
            MicroBatch = 2,
            Plan = new() { Data = 2, Sharding = StateSharding.Weights },
        };

        Assert.InRange(run.Estimate().Memory.PeakBytes.Count / 46.6853e9, 0.95, 1.05);
        Assert.Equal("end of backward", run.Estimate().PeakEvent);
    }

    [Fact]
    public void Micro_batches_without_synchronization_keep_whole_gradients()
    {
        var run = Run with { Precision = TrainingPrecision.Bf16, Recompute = Recompute.Full, Plan = new() { Data = 8, Sharding = StateSharding.Weights } };
        var peak = (run with { Accumulation = 2 }).Estimate().Memory.PeakEvent;

        Assert.Contains(peak.Children, term => term.Name == "Gradients, whole" && term.Value.Whole == 2 * 6_738_415_616);
    }

    /// <summary>
    /// DeepSeek-V3 (arXiv:2412.19437): 14.8 T tokens in 2,664,000 hours of H800, 16 stages, experts over 64 ranks, ZeRO-1, 15,360 sequences of 4,096,
    /// the exchange of experts beside computation. The hours hold more than the run; waiting for every exchange is far above them.
    /// </summary>
    [Fact]
    public void The_exchange_of_experts_hides_beside_the_computation_of_another_micro_batch()
    {
        TrainingRun waiting = new(Catalog.Model("deepseek-ai/DeepSeek-V3"), Catalog.Gpu("H800 SXM 80GB"))
        {
            Framework = Catalog.TrainingFramework("megatron"),
            Precision = TrainingPrecision.Fp8,
            Accumulation = 15_360 / 128,
            Tokens = 14.8e12,
            Plan = new() { Data = 128, Pipeline = 16, Expert = 64, Sharding = StateSharding.Optimizer },
        };
        var hiding = waiting with { Plan = waiting.Plan with { OverlapsExperts = true } };
        static double Part(TrainingRun run, string name) => run.Estimate().Compute.Step.Children.Where(part => part.Name.StartsWith(name, StringComparison.Ordinal)).Sum(part => part.Value.Value);
        var beside = Part(waiting, "Matrix products") + Part(waiting, "Attention core") + Part(waiting, "Element-wise");

        Assert.InRange(hiding.Estimate().Compute.GpuHours / 2_664_000, 0.70, 1.0);
        Assert.InRange(waiting.Estimate().Compute.GpuHours / 2_664_000, 1.3, 1.6);
        Assert.Equal(Math.Max(0, Part(waiting, "Expert-parallel exchange") - 0.9 * beside), Part(hiding, "Expert-parallel exchange"), 1e-9);
    }
}
