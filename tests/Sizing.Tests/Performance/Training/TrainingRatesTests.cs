using Sizing.Performance;

namespace Sizing.Tests.Performance;

/// <summary>Shares of the peak: which row holds for a run, and what it does to time, range and sources.</summary>
public sealed class TrainingRatesTests
{
    private static readonly TrainingRun Llama = new(Catalog.Model("meta-llama/Llama-2-7b-hf"), Catalog.Gpu("A100 SXM 80GB"));

    // A row of the architecture and format, else one of the architecture, else Ampere's.
    [Theory]
    [InlineData("H100", TrainingPrecision.Fp8, "Hopper", NumberFormat.Fp8)]
    [InlineData("H100", TrainingPrecision.Bf16Mixed, "Hopper", NumberFormat.Bf16)]
    [InlineData("B200", TrainingPrecision.Fp8, "Blackwell", NumberFormat.Fp8)]
    [InlineData("H100", TrainingPrecision.Fp16Mixed, "Hopper", NumberFormat.Bf16)]
    [InlineData("V100 SXM 32GB", TrainingPrecision.Fp16Mixed, "Volta", NumberFormat.Fp16)]
    [InlineData("T4", TrainingPrecision.Fp16Mixed, "Ampere", NumberFormat.Bf16)]
    [InlineData("MI300X", TrainingPrecision.Bf16, "Ampere", NumberFormat.Bf16)]
    public void The_nearest_row_of_shares_holds(string gpu, TrainingPrecision precision, string architecture, NumberFormat format)
    {
        var rates = TrainingCompute.RatesOf(Llama with { Gpu = Catalog.Gpu(gpu), Precision = precision });

        Assert.Equal((architecture, format), (rates.Architecture, rates.Compute));
    }

    [Fact]
    public void Every_share_says_where_it_comes_from()
    {
        Assert.StartsWith("data/training/rates.csv, ampere in bf16, 62 to 87 % for matrix products:", SourceOf(Llama), StringComparison.Ordinal);
        Assert.StartsWith("given, 40 to 80 % for matrix products:", SourceOf(StepParts.Llama), StringComparison.Ordinal);
        Assert.Equal("given, utilization", SourceOf(Llama with { Utilization = 0.4 }));
        Assert.Equal("given", TrainingCompute.Of(Llama with { Utilization = 0.4 }).Source);
        Assert.Equal(TrainingCompute.RatesOf(Llama).Source, TrainingCompute.Of(Llama).Source);
    }

    // Matrix products at 40 to 80 % of the peak in place of 50: the range of the time is that of these parts.
    [Fact]
    public void The_range_of_a_step_is_that_of_its_matrix_products()
    {
        var compute = TrainingCompute.Of(StepParts.Llama);
        var products = StepParts.Llama.Seconds("Matrix products of layers") + StepParts.Llama.Seconds("Matrix products of the head");

        Assert.Equal(products / 4, compute.StepRange.Longest - compute.Step.Value.Value, 9);
        Assert.Equal(products * 3 / 8, compute.Step.Value.Value - compute.StepRange.Shortest, 9);
    }

    // Padding is computed at the given utilization no more than it is learned from: 512 of 4,096 tokens.
    [Fact]
    public void A_given_utilization_stands_for_all_that_is_learned_from()
    {
        var run = Llama with { Utilization = 0.5, ExampleTokens = 512, Packed = false };
        var compute = TrainingCompute.Of(run);

        Assert.Equal(compute.FlopsPerToken * 512 / (0.5 * 312e12), compute.Step.Value.Value, 9);
        Assert.Equal(0.5, compute.Mfu, 9);
    }

    // 1e12 tokens of 6 · 6.607e9 + 12 · 32 · 4096² operations.
    [Fact]
    public void A_run_takes_the_operations_of_all_its_tokens() =>
        Assert.Equal(1e12 * (6 * 6_607_077_376.0 + 12 * 32 * 4096.0 * 4096), TrainingCompute.Of(Llama with { Tokens = 1e12 }).Flops, 1e12);

    // Four stages and twelve micro-batches wait 3/12 of the work: a fifth of the step.
    [Fact]
    public void The_bubble_is_its_share_of_the_whole_step() =>
        Assert.Equal(0.2, TrainingCompute.Of(Llama with { Utilization = 0.4, Accumulation = 12, Plan = new() { Pipeline = 4 } }).Bubble, 9);

    private static string SourceOf(TrainingRun run) =>
        TrainingCompute.Of(run).Step.Children[0].Inputs.Single(input => input.Symbol == "η").From!.Source!.ToString();
}
