using Sizing.Performance;

namespace Sizing.Tests.Performance;

/// <summary>What a first token waits for: the start of kernels, weights, other replicas, and a slot.</summary>
public sealed class FirstTokenTests
{
    private static readonly StepWork Work = new()
    {
        CommonBytes = 16e9,
        CommonFlops = 16e9,
        Layers = 32,
        Prompt = 600,
        Text = 600,
        PromptChunks = 1,
        Answer = 500,
        Stages = 1,
        TokensPerStep = 1,
        Yield = 1,
        AttentionReplicas = 1,
        Ranks = 1,
    };

    private static readonly StepRates Rates = new()
    {
        WeightBytesPerSecond = 3e12,
        CacheBytesPerSecond = 2e12,
        FlopsPerSecond = 800e12,
        AttentionFlopsPerSecond = 250e12,
        LayerSeconds = 50e-6,
        LaunchSeconds = 500e-6,
        ExpertLaunchSeconds = 200e-6,
        LatentLaunchSeconds = 300e-6,
        CapturedTokens = 512,
    };

    // 32 · 0.5 ms of launches where 600 tokens of 16 GFLOP take 12 ms; at 2 chunks twice of it.
    [Fact]
    public void Kernels_that_are_started_one_by_one_set_the_pace_of_a_short_prompt()
    {
        Assert.Equal(0.016, OperatingPoint.OfClients(Work, Rates, 1, 1).OwnPrompt, 9);
        Assert.Equal(2 * (32 * 500e-6 + 10 * 200e-6 + 20 * 300e-6), FirstToken.Launching(2, Work with { ExpertLayers = 10, LatentLayers = 20 }, Rates), 9);
    }

    // 512 tokens of 16 GFLOP at 800 TFLOPS are 10.24 ms, more than 32 · 50 µs from a graph; one token more starts kernels one by one.
    [Theory]
    [InlineData(512, 0.01024)]
    [InlineData(513, 0.016)]
    public void A_prompt_that_fits_a_captured_graph_does_not_wait_for_the_host(double prompt, double seconds) =>
        Assert.Equal(seconds, OperatingPoint.OfClients(Work with { Prompt = prompt }, Rates, 1, 1).OwnPrompt, 9);

    // 10 tokens are 0.2 ms of arithmetic; 16 GB at 3 TB/s take 5.33 ms.
    [Fact]
    public void A_short_prompt_takes_as_long_as_the_weights_that_it_reads() =>
        Assert.Equal(16e9 / 3e12, OperatingPoint.OfClients(Work with { Prompt = 10 }, Rates with { LayerSeconds = 1e-6 }, 1, 1).OwnPrompt, 9);

    // Poisson of mean λ: P(max < k) = F(k − 1)^R, summed by hand over k; the closed form is an upper bound, and at most a third above it.
    [Theory]
    [InlineData(0.1, 4)]
    [InlineData(1, 8)]
    [InlineData(2, 8)]
    [InlineData(4, 2)]
    public void The_fullest_of_several_replicas_carries_about_the_expected_maximum(double arrivals, int replicas)
    {
        var (expected, below, term) = (0.0, 0.0, Math.Exp(-arrivals));
        for (var k = 1; k < 100; k++)
        {
            below += term;
            term *= arrivals / k;
            expected += 1 - Math.Pow(below, replicas);
        }

        Assert.InRange(AttentionRanks.FullestPrompts(arrivals, replicas), expected, expected * 4 / 3);
    }

    [Fact]
    public void Replicas_that_meet_at_the_experts_wait_for_each_others_prompts()
    {
        var mixture = Work with { Experts = 64, ExpertsPerToken = 4, ExpertFlops = 4e9, AttentionReplicas = 8 };
        var rates = Rates with { ExpertBytesPerSecond = 2e12, ExpertFlopsPerSecond = 100e12 };

        // 1 / 500 of a prompt arrives at each of 8 replicas in a step; all 8 wait for any of them, and pad to it.
        var padded = StepTime.Of(mixture with { PadsReplicas = true }, rates, 1);
        Assert.Equal(8 / 500.0 * 600 * (16e9 / 800e12 + 8 * 4e9 / 100e12), padded.Prompts, 9);
        Assert.Equal(8 / 500.0 * 600 * (16e9 / 800e12 + 4e9 / 100e12), StepTime.Of(mixture, rates, 1).Prompts, 9);
        Assert.Equal(600 / 500.0 * (16e9 / 800e12 + 8 * 4e9 / 100e12), StepTime.Of(mixture with { HeldSteps = 50 }, rates, 1).Prompts, 9);
    }

    // Ten rounds of four requests at once: the first four wait for none, the last for nine; 4.5 answers on average.
    [Fact]
    public void Requests_that_arrive_at_once_wait_for_half_of_the_rounds()
    {
        var point = OperatingPoint.OfClients(Work with { QueuedRounds = 10 }, Rates, 4, 4);
        Assert.Equal(4.5 * point.Held, point.SlotWait, 9);
    }
}
