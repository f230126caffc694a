using Sizing.Answers;

namespace Sizing.Tests.Answers;

public sealed class AnswerTests
{
    private static readonly Serving Serving = new(Catalog.Model("meta-llama/Llama-3.1-8B-Instruct"), Catalog.Gpu("H100")) { Context = 8192, Concurrency = 16 };

    [Fact]
    public void A_million_tokens_cost_an_hour_of_rent_over_the_tokens_of_an_hour()
    {
        var answer = ServingAnswer.Of(Serving);
        var rent = Catalog.RentalPerGpuHour(Serving.Gpu)!.Typical;
        var rate = Serving.Estimate().Speed().OutputTokensPerSecond.Typical;

        var cost = answer.Terms.Single(term => term.Name == "Cost of a million output tokens, rented");
        Assert.Equal(rent / (rate * 3600) * 1e6, cost.Value.Value, 9);
        // 8766 hours of a year, a twelfth of it.
        Assert.Contains(new Figure("Cost of a month, rented", $"${rent * 730.5:N2}", "around the clock"), answer.Figures);
    }

    [Fact]
    public void Where_no_speed_is_predicted_memory_is_answered_and_a_warning_says_why()
    {
        var apple = Catalog.Gpus.First(gpu => gpu.IsUnifiedMemory);
        var answer = ServingAnswer.Of(Serving with { Gpu = apple });

        Assert.Equal(2, answer.Terms.Count);
        Assert.Contains(answer.Warnings, warning => warning.Contains("memory only", StringComparison.Ordinal));
    }

    [Fact]
    public void Memory_of_training_shows_the_parts_of_its_peak_and_sums_to_the_process()
    {
        var run = new TrainingRun(Catalog.Model("meta-llama/Llama-2-7b-hf"), Catalog.Gpu("H100")) { Tokens = 1e9, DollarsPerGpuHour = 2 };
        var answer = TrainingAnswer.Of(run);
        var estimate = run.Estimate();

        Assert.Equal(estimate.Memory.Device.Value.Whole, answer.Memory.Value.Whole);
        Assert.Equal(estimate.Memory.PeakBytes.Count, answer.Memory.Children[0].Children.Sum(part => part.Value.Whole));
        // GPU-hours of 1e9 tokens at the estimated rate, two dollars each.
        Assert.Equal(2 * 1e9 / estimate.Compute.TokensPerSecond / 3600, answer.Terms[^1].Value.Value, 6);
        Assert.Equal(estimate.Compute.Cost!.Value, answer.Terms[^1].Value.Value, 6);
    }
}
