using Sizing.Explain;
using Sizing.Performance;

namespace Sizing.Tests.Performance;

/// <summary>Shares of bandwidth and peak in use, and what the data sheet alone would say: an H100 reads 3,350 GB/s and multiplies 989 TFLOPS in BF16.</summary>
public sealed class DataSheetTests
{
    private const double Bandwidth = 3350e9;
    private const double Peak = 989e12;

    // Llama-3-8B: two operations and two bytes for each of 7,504,658,432 weights, 65 norms of 4,096, and 131,072 bytes of cache a token.
    private const double LlamaWeights = 2 * 7_504_658_432.0;
    private const double LlamaNorms = 2 * 65 * 4096;
    private const double LlamaCache = 131_072.0 * (1000 + 100);

    // Mixtral-8x7B: attention, router and head; experts of which a token uses two of eight; 32 layers of 8 heads of 128.
    private const double MixtralCommon = 2 * (32 * (2.0 * 4096 * 4096 + 2.0 * 4096 * 1024 + 8 * 4096) + 32_000 * 4096);
    private const double MixtralExperts = 2 * 8 * 32 * 3.0 * 4096 * 14336;

    private static readonly Serving Llama = new(Catalog.Model("meta-llama/Meta-Llama-3-8B"), Catalog.Gpu("H100")) { Input = 1000, Output = 200, Context = 4096, Concurrency = 16 };

    private static readonly Serving Mixtral = Llama with { Model = Catalog.Model("mistralai/Mixtral-8x7B-v0.1"), Gpu = Catalog.Gpu("B200") };

    [Fact]
    public void A_step_of_16_sequences_takes_the_longer_of_bytes_and_operations()
    {
        Assert.Equal((LlamaWeights + LlamaNorms + 16 * LlamaCache) / Bandwidth, Llama.Estimate().Speed().NaiveTimePerOutputToken, 12);
        Assert.Equal(0.1, NaiveRoofline.Step(1e9, 1e12, 1e14, 1e15));

        // 4,000 sequences: 15 GFLOP each.
        Assert.Equal(4000 * LlamaWeights / Peak, NaiveRoofline.Step(Speed(Llama, new(10, 10)), 4000), 12);
    }

    [Fact]
    public void A_prompt_takes_its_operations_at_the_peak() =>
        Assert.Equal((1000 * LlamaWeights + 32.0 * 32 * 512 * 1000 * 500) / Peak, Llama.Estimate().Speed().NaiveTimeToFirstToken, 12);

    // A B200: 7,700 GB/s and 2,250 TFLOPS. 16 tokens use 1 − 0.75¹⁶ of the experts; every token two of eight.
    [Fact]
    public void A_mixture_reads_the_experts_in_use_and_multiplies_with_those_of_each_token()
    {
        var speed = Mixtral.Estimate().Speed();
        var used = 1 - Math.Pow(0.75, 16);

        Assert.Equal((MixtralCommon + 32 * 2 * 4096 * 2 + 2 * 4096 + MixtralExperts * used + 16 * LlamaCache) / 7700e9, speed.NaiveTimePerOutputToken, 12);
        Assert.Equal((1000 * (MixtralCommon + MixtralExperts / 4) + 32.0 * 32 * 512 * 1000 * 500) / 2250e12, speed.NaiveTimeToFirstToken, 12);
        // Expert ranks: four replicas bring four times as many tokens to a quarter of the experts each.
        Assert.Equal(
            100_000 * (MixtralCommon + MixtralExperts / 4) / 2250e12,
            NaiveRoofline.Step(Speed(Mixtral with { Plan = new(1, 1, 4, 4) }, new(10, 10)), 100_000), 9);
    }

    // 16 sequences and 20 steps a second: bytes of weights and cache; operations of a token of each, and of 1,000 / 200 of a prompt.
    [Fact]
    public void Power_follows_from_the_bytes_and_operations_of_a_second()
    {
        var power = Power.Of(Speed(Llama, new(1000, 200)), 16, 20);

        Assert.Equal(20 * (LlamaWeights + LlamaNorms + 16 * LlamaCache) / Bandwidth, In(power, "x"), 12);
        Assert.Equal(20 * 16 * (1 + 5) * LlamaWeights / Peak, In(power, "y"), 12);
        Assert.Equal((1, 1), (In(Power.Of(Speed(Llama, new(1000, 200)), 16, 1e6), "x"), In(Power.Of(Speed(Llama, new(1000, 200)), 16, 1e6), "y")));
    }

    // Four replicas, 16 sequences and three drafted tokens in each: 256 tokens meet at the experts in a step of decoding.
    [Fact]
    public void Power_of_a_mixture_counts_the_experts_in_use_and_drafted_tokens()
    {
        var power = Power.Of(Speed(Mixtral with { Plan = new(1, 1, 4, 4) }, new(1000, 200) { Drafted = 3 }), 1, 20);
        var used = 1 - Math.Pow(0.75, 4 * 4);

        Assert.Equal(20 * (MixtralCommon + 32 * 2 * 4096 * 2 + 2 * 4096 + MixtralExperts / 4 * used + LlamaCache) / 7700e9, In(power, "x"), 12);
        Assert.Equal(20 * (4 + 5) * (MixtralCommon + MixtralExperts / 4) / 2250e12, In(power, "y"), 12);
    }

    // All 32 layers of Llama in block FP8 draw the whole share; in BF16 none of it.
    [Theory]
    [InlineData("fp8-block", 1)]
    [InlineData("bf16", 0)]
    public void Block_scales_draw_power(string weights, double share)
    {
        var speed = Speed(Llama with { Weights = WeightFormat.Parse(weights) }, new(1000, 200));

        var scaling = Power.Of(speed, 16, 20).Inputs.Single(input => input.Symbol == "b");

        Assert.Equal(share * speed.Constants["block_power"], scaling.Value.Value, 12);
        Assert.Equal(share > 0 ? [1, speed.Constants["block_power"]] : null, scaling.From?.Inputs.Select(input => input.Value.Value));
    }

    private static SpeedModel Speed(Serving serving, RequestShape request) => SpeedModel.Of(serving.Estimate().Setup, request);

    private static double In(Term term, string symbol) => term.Inputs.Single(input => input.Symbol == symbol).Value.Value;
}
