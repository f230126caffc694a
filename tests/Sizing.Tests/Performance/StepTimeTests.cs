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
        LayerSeconds = 50e-6,
        SequenceSeconds = 40e-6,
    };

    [Fact]
    public void A_step_is_the_sum_of_its_parts_by_hand()
    {
        var step = StepTime.Of(Work, Rates, 10);

        Assert.Equal(16e9 / 3e12, step.Common, 12);
        Assert.Equal(10 * 0.1e9 / 2e12, step.Cache, 12);
        // 10 · 1000 / 500 = 20 prompt tokens of 16 + 4 GFLOP each.
        Assert.Equal(20 * 20e9 / 500e12, step.Prompts, 12);
        Assert.Equal(32 * 50e-6, step.Layers, 12);
        Assert.Equal(10 * 40e-6, step.Sequences, 12);
        Assert.Equal(5.3333e-3 + 0.5e-3 + 0.8e-3 + 1.6e-3 + 0.4e-3, step.Total, 6);
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

    // M/D/1 at half load waits half a service time.
    [Fact]
    public void Random_arrivals_at_half_load_wait_half_a_prompt() => Assert.Equal(0.05, FirstToken.RandomWait(5, 0.1), 9);

    [Fact]
    public void Random_arrivals_beyond_the_rate_wait_for_ever() => Assert.Equal(double.PositiveInfinity, FirstToken.RandomWait(10, 0.1));
}
