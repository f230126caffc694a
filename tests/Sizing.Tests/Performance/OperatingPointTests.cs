using Sizing.Performance;

namespace Sizing.Tests.Performance;

/// <summary>A replica under clients or random arrivals, from round figures: what it finishes and what requests wait for.</summary>
public sealed class OperatingPointTests
{
    private static readonly StepWork Work = new()
    {
        CommonBytes = 16e9,
        CommonFlops = 16e9,
        CacheBytes = 0.1e9,
        Layers = 32,
        Prompt = 1000,
        Text = 1000,
        PromptChunks = 1,
        PromptAttentionFlops = 4e12,
        Answer = 500,
        Stages = 1,
        TokensPerStep = 1,
        Yield = 1,
        AttentionReplicas = 1,
        Ranks = 1,
        PollSteps = 1,
    };

    private static readonly StepRates Rates = new()
    {
        WeightBytesPerSecond = 3e12,
        CacheBytesPerSecond = 2e12,
        FlopsPerSecond = 500e12,
        AttentionFlopsPerSecond = 250e12,
        LayerSeconds = 50e-6,
        CapturedTokens = 1e6,
        Burst = 0.1,
        SlotWait = 0.8,
        FirstTokenSteps = 4,
        TextSeconds = 10e-6,
        NetworkSeconds = 15e-6,
        CacheLinkBytesPerSecond = 20e9,
    };

    // A prompt of 1,000 tokens of 16 GFLOP and attention of 4 TFLOP: 32 ms and 16 ms.
    private const double Prompt = 1000 * 16e9 / 500e12 + 4e12 / 250e12;

    // Answers that take half of the clients' prompts elsewhere: one replica computes the prompts of two that decode.
    private static readonly StepWork Apart = Work with { PrefillShare = 0.5, SentBytes = 1e9 };

    // Ten sequences: 5.33 ms of weights, 0.5 ms of cache, 1.6 ms of layers, and 20 tokens of prompts, 48 ms / 1000 each.
    private const double Decoding = 16e9 / 3e12 + 10 * 0.1e9 / 2e12 + 32 * 50e-6;
    private const double Step = Decoding + 20 * Prompt / 1000;

    // A client that waits for its answer meets the prompts of the nine others only: nine in the 500 steps of an answer.
    private const double Met = Decoding + 9 / 500.0 * Prompt;

    // From text, four steps, the prompt itself, and a tenth of the nine others' prompts. Ten clients are answered ten times in the time of an answer; where they fill all slots, in that of a slot.
    [Fact]
    public void A_first_token_waits_for_text_steps_and_prompts()
    {
        var point = OperatingPoint.OfClients(Work, Rates, 10, 100);

        Assert.Equal(Met, point.TimePerToken, 12);
        Assert.Equal(1000 * 10e-6 + 4 * Met + Prompt + 0.1 * 9 * Prompt, point.TimeToFirstToken, 9);
        Assert.Equal(10 / (1000 * 10e-6 + 4 * Met + 1.9 * Prompt + 499 * Met), point.RequestsPerSecond, 9);
        Assert.Equal(10 / (500 * Step), OperatingPoint.OfClients(Work, Rates, 10, 10).RequestsPerSecond, 9);
    }

    // Ten of 25 clients run; the others wait for 15 answers over ten slots, of which 0.8 are seen.
    [Fact]
    public void Clients_beyond_the_slots_wait_for_one()
    {
        var point = OperatingPoint.OfClients(Work, Rates, 25, 10);
        const double Wait = 0.8 * 15 / 10 * 500 * Step;

        Assert.Equal(Wait, point.SlotWait, 9);
        Assert.Equal(1000 * 10e-6 + 4 * Met + Prompt + 0.1 * 9 * Prompt + Wait, point.TimeToFirstToken, 9);
    }

    // A prompt that the prefix cache holds whole still reads the weights once; steps carry nothing of it.
    [Fact]
    public void A_prompt_that_is_cached_whole_is_one_pass_over_the_weights()
    {
        var point = OperatingPoint.OfClients(Work with { Prompt = 0, PromptAttentionFlops = 0 }, Rates, 10, 100);

        Assert.Equal(16e9 / 3e12, point.OwnPrompt, 12);
        Assert.Equal(0, point.Step.Prompts);
    }

    // Nine others' prompts in five steps, 1.8 in each on average: two in the median one.
    [Fact]
    public void The_median_step_carries_whole_prompts()
    {
        var point = OperatingPoint.OfClients(Work with { Answer = 5 }, Rates, 10, 100);

        Assert.Equal(Decoding + 2 * Prompt, point.MedianStep, 9);
    }

    // Alone, a client waits for no prompt while it is answered; at random arrivals it meets as many as there are in flight on average.
    // A slot is held for the answer and for the prompt that comes before it, whoever asks.
    [Fact]
    public void A_client_that_waits_for_its_answer_never_meets_its_own_prompt()
    {
        var alone = OperatingPoint.OfClients(Work, Rates, 1, 100);
        var random = OperatingPoint.OfRate(Work, Rates, 1 / alone.Held, 100);

        Assert.Equal((0, 0), (alone.OtherSequences, alone.Step.Prompts));
        Assert.Equal(16e9 / 3e12 + 0.1e9 / 2e12 + 32 * 50e-6, alone.TimePerToken, 12);
        Assert.Equal(500 * alone.TimePerToken + Prompt, alone.Held, 9);
        Assert.Equal(1 / (alone.TimeToFirstToken + 499 * alone.TimePerToken), alone.RequestsPerSecond, 9);
        Assert.Equal(alone.TimePerToken + Prompt / 500, random.TimePerToken, 6);
    }

    // Of two stages a client is in one, half of the time of each; of four replicas of the attention it is in one.
    [Theory]
    [InlineData(2, 1, 8, 4 - 0.5)]
    [InlineData(1, 4, 8, 8 - 0.25)]
    public void A_client_is_one_of_all_stages_and_replicas(int stages, int replicas, double clients, double others) =>
        Assert.Equal(others, OperatingPoint.OfClients(Work with { Stages = stages, AttentionReplicas = replicas }, Rates, clients, 100).OtherSequences, 9);

    // One replica computes for two: ten clients of each are twenty there; its cache of 1 GB takes 50 ms at 20 GB/s.
    [Fact]
    public void Prompts_computed_elsewhere_meet_those_of_all_replicas_that_decode()
    {
        var point = OperatingPoint.OfClients(Apart, Rates, 10, 100);

        Assert.Equal(Decoding, point.TimePerToken, 12);
        Assert.Equal(0.1 * 19 * Prompt, point.PromptWait, 9);
        Assert.Equal(1000 * 10e-6 + 4 * Decoding + Prompt + 0.1 * 19 * Prompt + 15e-6 + 0.05, point.TimeToFirstToken, 9);
    }

    // Answers of five tokens: the replica could finish more than half a prompt in each 48 ms, the one that computes for two of them cannot.
    [Fact]
    public void Replicas_that_compute_prompts_limit_what_those_that_decode_finish()
    {
        Assert.Equal(0.5 / Prompt, OperatingPoint.MostRequestsPerSecond(Apart with { Answer = 5 }, Rates, 10), 9);
        Assert.Equal(0.5 / Prompt, OperatingPoint.OfClients(Apart with { Answer = 5 }, Rates, 10, 100).RequestsPerSecond, 9);
        Assert.Equal(10 / (500 * Step), OperatingPoint.MostRequestsPerSecond(Work, Rates, 10), 9);
    }

    // M/D/1: at λ prompts a second of P seconds the wait is λ · P² / (2 · (1 − λ · P)); half of a replica gets twice λ.
    [Theory]
    [InlineData(0, 2)]
    [InlineData(0.5, 4)]
    [InlineData(2, 1)]
    public void Random_arrivals_wait_at_the_replicas_that_compute_prompts(double share, double arrivals)
    {
        var point = OperatingPoint.OfRate(Work with { PrefillShare = share }, Rates, 2, 100);

        Assert.Equal(arrivals * Prompt * Prompt / (2 * (1 - arrivals * Prompt)), point.PromptWait, 9);
        Assert.Equal(2 * 500 * point.TimePerToken, point.Sequences, 3);
    }

    [Fact]
    public void A_replica_cannot_take_all_that_it_could_finish() =>
        Assert.Throws<SizingException>(() => OperatingPoint.OfRate(Work, Rates, OperatingPoint.MostRequestsPerSecond(Work, Rates, 100), 100));

    // Where prompts take most of the time, the headroom bounds them: λ · P = 0.7 for a replica that does both; twice that where two compute for it.
    [Theory]
    [InlineData(0, 1)]
    [InlineData(2, 2)]
    [InlineData(0.5, 0.5)]
    public void The_headroom_bounds_the_time_of_prompts(double share, double replicas)
    {
        var work = Work with { Answer = 2, PrefillShare = share, CommonBytes = 1e6, CacheBytes = 1e3 };
        var point = OperatingPoint.Within(work, Rates with { LayerSeconds = 1e-9 }, 1000, new(1000, 1000, 0.7));

        Assert.Equal(0.7 * replicas, point.RequestsPerSecond * Prompt, 2);
    }

    // A target is kept by what takes exactly as long.
    [Fact]
    public void Targets_are_kept_to_the_last_moment()
    {
        var point = OperatingPoint.OfClients(Work, Rates, 10, 100);

        Assert.True(new LatencyTargets(point.TimeToFirstToken, point.TimePerToken, 1).AreMetBy(point));
        Assert.False(new LatencyTargets(point.TimeToFirstToken * 0.999, point.TimePerToken, 1).AreMetBy(point));
        Assert.False(new LatencyTargets(point.TimeToFirstToken, point.TimePerToken * 0.999, 1).AreMetBy(point));
    }
}
