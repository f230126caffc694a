namespace Sizing.Tests.Planning;

/// <summary>The three cards of the fourth article, beside what llama-bench measured on each: XiongjieDai/GPU-Benchmarks-on-LLM-Inference, 1,024 tokens of answer.</summary>
public sealed class ArticleCardsTests
{
    private const string Small = "meta-llama/Meta-Llama-3-8B";
    private const string Large = "meta-llama/Meta-Llama-3-70B";

    [Theory]
    [InlineData("RTX 4090", Small, "Q4_K_M", 127.74)]
    [InlineData("RTX 4090", Small, "F16", 54.34)]
    [InlineData("RTX 6000 Ada", Small, "Q4_K_M", 130.99)]
    [InlineData("RTX 6000 Ada", Small, "F16", 51.97)]
    [InlineData("RTX A6000", Large, "Q4_K_M", 14.58)]
    [InlineData("RTX 6000 Ada", Large, "Q4_K_M", 18.36)]
    public void A_card_answers_as_fast_as_it_was_measured_within_a_quarter(string card, string model, string format, double tokensPerSecond)
    {
        var estimate = On(card, model, format);

        Assert.True(estimate.Fits);
        Assert.InRange(estimate.Speed().TokensPerSecondPerUser / tokensPerSecond, 0.75, 1.25);
    }

    // The same table prints OOM for these.
    [Theory]
    [InlineData("RTX 4090", Large, "Q4_K_M")]
    [InlineData("RTX A6000", Large, "F16")]
    [InlineData("RTX 6000 Ada", Large, "F16")]
    public void What_ran_out_of_memory_does_not_fit(string card, string model, string format) => Assert.False(On(card, model, format).Fits);

    private static ServingEstimate On(string card, string model, string format) =>
        new Serving(Catalog.Model(model), Catalog.Gpu(card)) { Input = 16, Output = 1_024, Weights = WeightFormat.Gguf(format), Engine = ServingEngine.Newest(EngineKind.LlamaCpp) }.Estimate();
}
