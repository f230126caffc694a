namespace Sizing.Tests.Planning;

/// <summary>Where nothing meets a question: what would, one limit loosened.</summary>
public sealed class AlternativeTests
{
    private static readonly ServingQuestion Question = new(Catalog.Model("Qwen/Qwen2.5-7B-Instruct")) { Input = 1000, Output = 200 };

    /// <summary>7.6e9 weights of 2 bytes are 15.2 GB; an RTX 3090 reads 936 GB/s, so that a token in BF16 takes 16 ms at least, and in 8 bits 8 ms.</summary>
    [Fact]
    public void What_fits_and_is_too_slow_is_answered_with_bits_targets_and_gpus()
    {
        var found = (Question with { TargetPerTokenSeconds = 0.012, Constraints = new() { Have = [GpuGroup.Parse("1x RTX 3090")], FewestWeightBits = 16 } }).Plan();

        Assert.Empty(found.Plans);
        var alternatives = found.Alternatives();
        Assert.Contains(alternatives, alternative => alternative is { Change: "weights of 8 bits", Deployment: { Weights.Name: "int8", Gpu.Name: "RTX 3090", Gpus: 1 } });
        Assert.Contains(alternatives, alternative => alternative.Change.StartsWith("a token every 1", StringComparison.Ordinal) && alternative.Deployment.Speed()!.TimePerOutputToken.Typical >= 0.016);
        var other = Assert.Single(alternatives, alternative => alternative.Change == "other GPUs").Deployment;
        Assert.InRange(other.Speed()!.TimePerOutputToken.Typical, 0, 0.012);
        Assert.Equal("bf16", other.Weights.Name);
    }

    [Theory]
    [InlineData("power")]
    [InlineData("month")]
    [InlineData("gpus")]
    [InlineData("maker")]
    public void A_limit_that_is_in_the_way_comes_with_what_is_needed_of_it(string limit)
    {
        var many = Question with { Rate = 400 };
        var (question, needed) = limit switch
        {
            "power" => (many with { Constraints = new() { MaxPowerWatts = 400 } }, " kW"),
            "month" => (many with { Constraints = new() { MonthlyBudgetDollars = 100 } }, " a month"),
            "gpus" => (many with { Constraints = new() { MaxGpus = 1 } }, " GPUs"),
            _ => (many with { Constraints = new() { Vendors = ["Apple"] } }, "other makers"),
        };
        var found = question.Plan();

        Assert.Empty(found.Plans);
        var loosened = Assert.Single(found.Alternatives(), alternative => alternative.Change.EndsWith(needed, StringComparison.Ordinal)).Deployment;
        Assert.Equal((many with { Constraints = new() }).Plan().Plans[0].ToString(), loosened.ToString());
    }

    [Fact]
    public void Less_traffic_is_named_where_the_gpus_at_hand_can_do_it()
    {
        var found = (Question with { Rate = 50, TargetPerTokenSeconds = 0.03, Constraints = new() { Have = [GpuGroup.Parse("1x RTX 4090")] } }).Plan();

        var fewer = Assert.Single(found.Alternatives(), alternative => alternative.Change.EndsWith(" requests/s", StringComparison.Ordinal)).Deployment;
        Assert.Equal((1, "RTX 4090"), (fewer.Gpus, fewer.Gpu.Name));
        Assert.InRange(fewer.Serving.Load.RequestsPerSecond!.Value, 0, 50 / 1.1 + 1e-9);
        Assert.Contains(found.Alternatives(), alternative => alternative.Change.EndsWith("× RTX 4090 instead of 1", StringComparison.Ordinal) && alternative.Deployment.Gpus > 1);
    }

    [Fact]
    public void What_is_met_has_none() => Assert.Empty(Question.Plan().Alternatives());
}
