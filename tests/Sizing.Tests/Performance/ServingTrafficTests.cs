using Sizing.Performance;

namespace Sizing.Tests.Performance;

/// <summary>What traffic a deployment is asked for where the caller leaves it open.</summary>
public sealed class ServingTrafficTests
{
    private static readonly Serving Llama = new(Catalog.Model("meta-llama/Meta-Llama-3-8B"), Catalog.Gpu("H100")) { Concurrency = 16 };

    // 1,024 tokens in and 256 out; less where the context is shorter, and never none.
    [Theory]
    [InlineData(8192, null, null, 1024, 256)]
    [InlineData(1000, null, null, 744, 256)]
    [InlineData(100, null, null, 1, 100)]
    [InlineData(1100, 1000, null, 1000, 100)]
    [InlineData(8192, 3000, null, 3000, 256)]
    [InlineData(1000, null, 600, 400, 600)]
    [InlineData(8192, null, 600, 1024, 600)]
    [InlineData(1000, 1000, null, 1000, 1)]
    [InlineData(1000, null, 1000, 1, 1000)]
    public void Requests_are_short_enough_for_the_context(int context, int? input, int? output, int expectedInput, int expectedOutput)
    {
        var request = ServingSpeeds.RequestOf((Llama with { Context = context, Input = input, Output = output }).Estimate().Setup);

        Assert.Equal((expectedInput, expectedOutput), (request.Input, request.Output));
    }

    // Two replicas that were seen to run 40 sequences run 20 each, whatever was asked.
    [Fact]
    public void Sequences_that_were_seen_to_run_count()
    {
        var speed = (Llama with { Context = 4096, Plan = new(Data: 2), Measured = new() { RunningSequences = 40 } }).Estimate().Speed();

        Assert.Equal((20, 20), (speed.Point.Sequences, speed.Slots));
    }

    // A cache of 1,100,000 tokens holds 1,000 sequences of 1,000 + 200 / 2; the scheduler takes 256 of them by its limit.
    [Theory]
    [InlineData(10_000, 1000)]
    [InlineData(256, 256)]
    public void Slots_are_what_the_cache_holds_at_the_mean_length(int limit, double slots)
    {
        var serving = Llama with { Context = 4096, Input = 1000, Output = 184, MaxSequences = limit, BatchedTokens = 16_384, Measured = new() { KvPool = new(131_072L * 1104 * 1000) } };

        Assert.Equal(slots, serving.Estimate().Speed().Slots, 0);
    }

    // Four replicas finish four times as much; exactly that is too much.
    [Fact]
    public void A_deployment_is_overloaded_by_what_all_its_replicas_finish()
    {
        var four = Llama with { Context = 4096, Input = 1000, Output = 200, Plan = new(Data: 4) };
        var most = four.Estimate().Speed().MostTokensPerSecond / 200;

        Assert.Null(At(0.99));
        Assert.Contains($"more than the {most:0.###} that this deployment finishes", At(1.01), StringComparison.Ordinal);

        string? At(double share) => (four with { Load = new() { RequestsPerSecond = share * most } }).Estimate().WhyNoSpeed;
    }
}
