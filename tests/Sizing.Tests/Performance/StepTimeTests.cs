using Sizing.Performance;

namespace Sizing.Tests.Performance;

public sealed class StepTimeTests
{
    private static readonly StepWork Work = new()
    {
        CommonBytes = 16e9,
        CommonFlops = 16e9,
        CacheBytes = 0.1e9,
        Layers = 32,
        Prompt = 1000,
        Answer = 500,
        PromptAttentionFlops = 4e12,
        Stages = 1,
        TokensPerStep = 1,
        AttentionReplicas = 1,
        Ranks = 1,
    };

    private static readonly StepRates Rates = new()
    {
        WeightBytesPerSecond = 3e12,
        CacheBytesPerSecond = 2e12,
        FlopsPerSecond = 500e12,
        AttentionFlopsPerSecond = 250e12,
        LayerSeconds = 50e-6,
        SequenceSeconds = 40e-6,
    };

    [Fact]
    public void A_step_is_the_sum_of_its_parts_by_hand()
    {
        var step = StepTime.Of(Work, Rates, 10);

        Assert.Equal(16e9 / 3e12, step.Common, 12);
        Assert.Equal(10 * 0.1e9 / 2e12, step.Cache, 12);
        // 10 · 1000 / 500 = 20 prompt tokens of 16 GFLOP in matrices and 4 in attention, at half the rate.
        Assert.Equal(20 * 24e9 / 500e12, step.Prompts, 12);
        Assert.Equal(32 * 50e-6, step.Layers, 12);
        Assert.Equal(10 * 40e-6, step.Sequences, 12);
        Assert.Equal(5.3333e-3 + 0.5e-3 + 0.96e-3 + 1.6e-3 + 0.4e-3, step.Total, 6);
    }

    // 27 mixers with a state at 40 µs beside 28 layers at 50: 1.4 + 1.08 ms.
    [Fact]
    public void Mixers_with_a_state_have_a_fixed_time_of_their_own() =>
        Assert.Equal(2.48e-3, StepTime.LayerSeconds(Work with { Layers = 28, RecurrentLayers = 27 }, Rates with { RecurrentLayerSeconds = 40e-6 }), 12);

    // 10 sequences of 128,256 logits at 0.3 ns each: 0.385 ms; the host adds what it is given.
    [Fact]
    public void Sampling_and_a_busy_host_add_to_the_step()
    {
        var step = StepTime.Of(Work with { SampledLogits = 128_256, HostSeconds = 0.02 }, Rates with { LogitSeconds = 0.3e-9 }, 10);

        Assert.Equal(0.384768e-3, step.Sampling, 9);
        Assert.Equal(StepTime.Of(Work, Rates, 10).Total + 0.384768e-3 + 0.02, step.Total, 9);
    }

    // Medians of Poisson distributions from their tables: P(0) = e^-λ, and so on.
    [Theory]
    [InlineData(0.5, 0)]
    [InlineData(0.69, 0)]
    [InlineData(0.70, 1)]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(2.7, 3)]
    public void The_median_step_carries_the_median_number_of_prompts(double arrivals, double prompts) => Assert.Equal(prompts, StepTime.MedianPrompts(arrivals));

    [Fact]
    public void The_median_step_of_long_answers_carries_no_prompt()
    {
        var point = OperatingPoint.OfClients(Work with { Yield = 1, PromptChunks = 1 }, Rates, 10, 100);

        Assert.Equal(point.Step.Decoding, point.MedianStep, 12);
        Assert.True(point.MedianStep < point.Step.Total);
    }

    [Fact]
    public void Many_sequences_turn_the_matrices_from_memory_to_arithmetic() =>
        Assert.Equal(1000 * 16e9 / 500e12, StepTime.Of(Work, Rates, 1000).Common, 9);

    [Fact]
    public void A_step_never_gets_shorter_with_more_sequences()
    {
        var times = Enumerable.Range(1, 512).Select(sequences => StepTime.Of(Work, Rates, sequences).Total).ToList();

        Assert.Equal(times.Order(), times);
    }

    // Leviathan et al., figure 2: a = 0.8, g = 5 gives (1 − 0.8^6) / 0.2 = 3.69 tokens.
    [Fact]
    public void Drafted_tokens_yield_a_geometric_series()
    {
        Assert.Equal(3.68928, Speculation.TokensOfStep(0.8, 5), 5);
        Assert.Equal(1, Speculation.TokensOfStep(0.8, 0));
        Assert.Equal(4, Speculation.TokensOfStep(1, 3));
    }

    // GPipe: 2 chunks through 4 stages take 5 slots of the 8 that they would take one after another.
    [Fact]
    public void Chunks_of_a_prompt_follow_each_other_through_the_stages()
    {
        Assert.Equal(5.0 / 8, FirstToken.Pipelined(1, 2, 4), 12);
        Assert.Equal(1, FirstToken.Pipelined(1, 1, 4), 12);
    }

    // In the first of 10 rounds a prompt waits for half of the others on average, later for none: 1 / 20.
    [Fact]
    public void A_common_start_counts_less_the_more_rounds_follow() => Assert.Equal(0.05, FirstToken.StartShare(10), 12);

    // NVIDIA Ada whitepaper, appendix A: 330.3 TFLOPS with FP16 and 165.2 with FP32 accumulate; A100: 312 with both.
    [Theory]
    [InlineData("RTX 4090", 330.3)]
    [InlineData("A100 SXM 80GB", 312)]
    public void Sums_in_fp16_double_the_rate_of_geforce_cards_alone(string gpu, double teraflops) =>
        Assert.Equal(teraflops, SpeedModel.PeakOfHalfSums(Catalog.Gpu(gpu), NumberFormat.Fp16) / 1e12, 0);

    [Fact]
    public void A_gpu_that_was_not_measured_takes_the_all_reduce_of_its_generation_and_link()
    {
        Assert.Equal("B200 SXM 180GB", Catalog.NearestAllReduce(Catalog.Gpu("B300"), 8, "vLLM")!.Gpu.Name);
        Assert.Null(Catalog.NearestAllReduce(Catalog.Gpu("RTX 4090"), 8, "vLLM"));
    }

    // M/D/1 at half load waits half a service time.
    [Fact]
    public void Random_arrivals_at_half_load_wait_half_a_prompt() => Assert.Equal(0.05, FirstToken.RandomWait(5, 0.1), 9);

    [Fact]
    public void Random_arrivals_beyond_the_rate_wait_for_ever() => Assert.Equal(double.PositiveInfinity, FirstToken.RandomWait(10, 0.1));
}
