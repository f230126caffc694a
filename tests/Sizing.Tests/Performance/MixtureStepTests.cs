using Sizing.Performance;

namespace Sizing.Tests.Performance;

/// <summary>Steps and prompts of a mixture of experts over replicas, stages and servers, by hand: every part from round figures.</summary>
public sealed class MixtureStepTests
{
    private static readonly StepWork Work = new()
    {
        CommonBytes = 10e9,
        CommonFlops = 10e9,
        Experts = 8,
        ExpertsPerToken = 2,
        ExpertBytes = 80e9,
        ExpertFlops = 20e9,
        CacheBytes = 0.1e9,
        Layers = 32,
        ExpertLayers = 30,
        LatentLayers = 20,
        IndexerLayers = 10,
        BlockScaledLayers = 5,
        MessageBytes = 8192,
        Ranks = 4,
        AttentionReplicas = 4,
        Prompt = 20,
        PromptChunks = 2,
        PromptAttentionFlops = 4e12,
        Answer = 500,
        Stages = 2,
        Crossings = 1,
        TokensPerStep = 3,
        Yield = 2,
    };

    private static readonly StepRates Rates = new()
    {
        WeightBytesPerSecond = 2e12,
        ExpertBytesPerSecond = 1e12,
        CacheBytesPerSecond = 1e12,
        FlopsPerSecond = 500e12,
        ExpertFlopsPerSecond = 100e12,
        AttentionFlopsPerSecond = 200e12,
        LayerSeconds = 50e-6,
        ExpertLayerSeconds = 20e-6,
        LatentLayerSeconds = 10e-6,
        IndexerLayerSeconds = 40e-6,
        BlockScaledLayerSeconds = 30e-6,
        CapturedTokens = 512,
        NetworkBytesPerSecond = 40e9,
        NetworkSeconds = 15e-6,
        CacheLinkBytesPerSecond = 20e9,
    };

    // Four sequences are two in each of two stages; with two drafted tokens each, six tokens in each of four replicas: 24 meet at the experts.
    [Fact]
    public void A_step_reads_the_experts_that_the_tokens_of_all_replicas_use()
    {
        var step = StepTime.Of(Work, Rates, 4);
        var used = 1 - Math.Pow(0.75, 24);

        Assert.Equal(80e9 * used / 1e12, step.Experts, 12);
        Assert.Equal(10e9 / 2e12, step.Common, 12);
        Assert.Equal(2 * 0.1e9 / 1e12, step.Cache, 12);
        Assert.Equal(15e-6 + 6 * 8192 / 40e9, step.Sending, 12);
        Assert.Equal(32 * 50e-6 + 30 * 20e-6 + 20 * 10e-6 + 10 * 40e-6 + 5 * 30e-6, step.Layers, 12);
        Assert.Equal(step.Common + step.Experts + step.Cache + step.Layers + step.Sending, step.Decoding, 12);
    }

    // 1,000 sequences: 500 in a stage, 1,500 tokens in a replica, 6,000 at the experts, of 20 GFLOP at 100 TFLOPS.
    [Fact]
    public void Many_tokens_make_experts_wait_for_arithmetic() => Assert.Equal(6000 * 20e9 / 100e12, StepTime.Of(Work, Rates, 1000).Experts, 12);

    // Two chunks of ten tokens read all common weights twice, and the experts that ten tokens use: 10 GB at 2 TB/s and 80 GB · (1 − 0.75¹⁰) at 1 TB/s;
    // attention of 4 TFLOP at 200 TFLOPS; two messages of 80 KB. In two stages two chunks take 3/4 of it.
    [Fact]
    public void A_short_prompt_reads_common_weights_and_its_experts_for_each_chunk() =>
        Assert.Equal(
            0.75 * (2 * 10e9 / 2e12 + 4e12 / 200e12 + 2 * 80e9 * (1 - Math.Pow(0.75, 10)) / 1e12 + 2 * (15e-6 + 10 * 8192 / 40e9)),
            FirstToken.Prompt(Work, Rates), 12);

    // 4,000 tokens of 20 GFLOP at 100 TFLOPS are longer than reading 160 GB; replicas that pad compute as much again for the three others.
    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 4)]
    public void A_long_prompt_multiplies_with_experts(bool pads, int replicas) =>
        Assert.Equal(
            0.75 * (4000 * 10e9 / 500e12 + 4e12 / 200e12 + 4000 * replicas * 20e9 / 100e12 + 2 * (15e-6 + 2000 * 8192 / 40e9)),
            FirstToken.Prompt(Work with { Prompt = 4000, PadsReplicas = pads }, Rates with { CapturedTokens = 1e6 }), 9);

    // Chunks of 600 tokens: more than the 512 that are captured by default, less than the 1,024 that the caller captures.
    [Theory]
    [InlineData(null, false)]
    [InlineData(1024.0, true)]
    [InlineData(600.0, true)]
    [InlineData(599.0, false)]
    public void What_is_captured_is_the_callers_or_the_engines_default(double? captured, bool isCaptured) =>
        Assert.Equal(isCaptured, FirstToken.IsCaptured(Work with { Prompt = 1200, CapturedTokens = captured }, Rates));

    // 2 / 500 prompts arrive at each of four replicas in a step. All wait for the fullest: 4 · 2 / 500 prompts, less than by the root of the logarithm;
    // the tokens of all four that meet at the experts are those of 4 · 2 / 500 prompts, and four times as many where they pad.
    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 4)]
    public void Prompts_of_all_replicas_meet_at_the_experts(bool pads, int met) =>
        Assert.Equal(
            4 * 2 / 500.0 * (20 * 10e9 / 500e12 + 4e12 / 200e12 + 20 * met * 20e9 / 100e12),
            StepTime.Of(Work with { PadsReplicas = pads }, Rates, 4).Prompts, 12);

    // Twelve prompts arrive at each replica in a step; the fullest carries 12 + √(2 · 12 · ln 4), the experts those of all four.
    [Fact]
    public void The_fullest_replica_carries_less_than_all_of_them_together()
    {
        var fullest = 12 + Math.Sqrt(2 * 12 * Math.Log(4));
        var step = StepTime.Of(Work with { Answer = 10 }, Rates, 240);

        Assert.Equal(fullest * (20 * 10e9 / 500e12 + 4e12 / 200e12) + 4 * 12 * 20 * 20e9 / 100e12, step.Prompts, 9);
    }
}
