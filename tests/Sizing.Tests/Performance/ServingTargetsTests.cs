using Sizing.Performance;

namespace Sizing.Tests.Performance;

public sealed class ServingTargetsTests
{
    private static readonly Serving Serving = new(Catalog.Model("llama-3.1-8b"), Catalog.Gpu("H100")) { Context = 8192, Input = 1024, Output = 256, Concurrency = 32 };

    private static ServingTargets Targets(double? firstToken, double? perToken, double load = 0.75) => At(firstToken, perToken, load).Estimate().Speed().Targets();

    private static Serving At(double? firstToken, double? perToken, double load = 0.75) =>
        Serving with { Load = new() { TargetFirstTokenSeconds = firstToken, TargetPerTokenSeconds = perToken, QueueLoad = load } };

    // The definition: a little more traffic breaks a target, a little less keeps both.
    [Theory]
    [InlineData(0.100, 1.0)]
    [InlineData(10.0, 0.010)]
    public void The_rate_is_the_most_that_keeps_both_targets(double firstToken, double perToken)
    {
        var rate = Targets(firstToken, perToken).RequestsPerSecond;
        var more = At(firstToken, perToken) with { Load = At(firstToken, perToken).Load with { RequestsPerSecond = rate * 1.01 } };
        var less = more with { Load = more.Load with { RequestsPerSecond = rate * 0.99 } };
        Assert.False(more.Estimate().Speed().Targets().AreMet);
        Assert.True(less.Estimate().Speed().Targets().AreMet);
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(0.75)]
    public void Without_tight_targets_the_headroom_bounds_the_rate(double load)
    {
        var speed = At(100, 100, load).Estimate().Speed();
        Assert.Equal(load * speed.MostTokensPerSecond / 256, speed.Targets().RequestsPerSecond, 3);
    }

    // Where a message grows past what a kernel was measured for, more sequences may finish fewer requests; a replica rests where the fewest do.
    [Theory]
    [InlineData("llama-3.2-1b", "L40S", 8, 4)]
    [InlineData("llama-3.1-8b", "H100", 8, 200)]
    [InlineData("qwen3-30b-a3b", "B200", 4, 50)]
    public void No_rate_that_a_fine_scan_finds_within_the_targets_is_higher(string model, string gpu, int ranks, double firstTokenSeconds)
    {
        var speed = new Serving(Catalog.Model(model), Catalog.Gpu(gpu)) { Plan = new(ranks), Context = 4096, Input = 1024, Output = 256, Concurrency = 8 }.Estimate().Speed();
        LatencyTargets targets = new(firstTokenSeconds, 0.05, 0.75);
        var (work, rates) = (speed.Model.Work, speed.Model.Rates);
        var most = 0.75 * OperatingPoint.MostRequestsPerSecond(work, rates, speed.Slots);
        var (best, record) = (0.0, 0.0);
        for (var sequences = speed.Slots / 2000; sequences <= speed.Slots; sequences += speed.Slots / 2000)
        {
            var step = OperatingPoint.OfClients(work, rates, sequences, speed.Slots);
            var rate = sequences / (step.TimePerToken * work.Answer);
            if (rate <= record)
                continue;
            record = rate;
            var first = step.TextReading + step.PassingSteps + step.OwnPrompt + FirstToken.RandomWait(rate, step.OwnPrompt);
            if (rate > most || rate * step.OwnPrompt > 0.75 || first > firstTokenSeconds || step.TimePerToken > 0.05)
                break;
            best = rate;
        }

        Assert.InRange(OperatingPoint.Within(work, rates, speed.Slots, targets).RequestsPerSecond, best, best * 1.01 + 1e-9);
    }

    // Of all numbers of sequences that finish a rate, a replica rests at the fewest, whatever more of them would do.
    [Theory]
    [InlineData("llama-3.2-1b", "L40S", 8)]
    [InlineData("llama-3.1-8b", "H100", 8)]
    public void A_replica_rests_where_the_fewest_sequences_finish_the_rate(string model, string gpu, int ranks)
    {
        var speed = new Serving(Catalog.Model(model), Catalog.Gpu(gpu)) { Plan = new(ranks), Context = 4096, Input = 1024, Output = 256, Concurrency = 8 }.Estimate().Speed();
        var (work, rates) = (speed.Model.Work, speed.Model.Rates);
        var most = OperatingPoint.MostRequestsPerSecond(work, rates, speed.Slots);
        foreach (var share in new[] { 0.2, 0.5, 0.8, 0.95 })
        {
            var fewest = Enumerable.Range(1, 4000).Select(part => speed.Slots * part / 4000).First(sequences =>
                sequences / OperatingPoint.OfClients(work, rates, sequences, speed.Slots).Held >= share * most);
            Assert.InRange(OperatingPoint.OfRate(work, rates, share * most, speed.Slots).Sequences, fewest - speed.Slots / 4000 - 1e-6, fewest + 1e-6);
        }
    }

    // Little's law: sequences in flight are the rate times what each takes to decode.
    [Fact]
    public void Sequences_in_flight_follow_from_the_rate()
    {
        var targets = Targets(0.1, 0.010);
        Assert.Equal(targets.RequestsPerSecond * targets.Point.TimePerToken * 256, targets.Sequences, 6);
    }

    [Fact]
    public void A_target_that_one_request_alone_misses_leaves_no_rate()
    {
        var targets = Targets(null, 0.001);
        Assert.Equal(0, targets.RequestsPerSecond);
        Assert.Equal("Targets missed: even one request alone takes longer than 1 ms for an output token.", targets.Summary);
    }

    [Fact]
    public void Two_replicas_answer_twice_the_rate_of_one()
    {
        var two = At(0.1, 0.010) with { Plan = new(Data: 2) };
        Assert.Equal(2 * Targets(0.1, 0.010).RequestsPerSecond, two.Estimate().Speed().Targets().RequestsPerSecond, 6);
    }

    [Fact]
    public void A_rate_that_is_not_finished_says_how_many_deployments_would()
    {
        var estimate = (Serving with { Load = new() { RequestsPerSecond = 300 } }).Estimate();
        var most = Serving.Estimate().Speed().MostTokensPerSecond / 256;
        Assert.Equal($"300 requests per second are more than the {most:0.###} that this deployment finishes; take {Math.Ceiling(300 / (0.75 * most))} of it.", estimate.WhyNoSpeed);
    }
}
