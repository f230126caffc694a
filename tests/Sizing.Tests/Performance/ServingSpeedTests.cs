using Sizing.Performance;

namespace Sizing.Tests.Performance;

public sealed class ServingSpeedTests
{
    // ml-energy/leaderboard, whose clients draw tokens with top_p 0.95: time per output token, milliseconds.
    [Theory]
    [InlineData("Qwen/Qwen3-32B", "H100", 1, "vllm", "bf16", 250, 638, 8, 25.2)]
    [InlineData("Qwen/Qwen3-8B", "H100", 1, "vllm", "bf16", 250, 647, 8, 8.2)]
    [InlineData("Qwen/Qwen3-8B", "B200", 1, "vllm", "bf16", 250, 639, 8, 5.0)]
    [InlineData("google/gemma-3-27b-it", "H100", 2, "vllm", "bf16", 250, 711, 64, 22.8)]
    public void A_measured_time_per_token_lies_in_the_range(string model, string gpu, int tensor, string engine, string weights, int input, int output, int clients, double measured)
    {
        var serving = Serving(model, gpu, tensor, engine, weights, input, output, clients) with { Load = new() { Sampled = true } };
        var time = serving.Estimate().Speed().TimePerOutputToken;

        Assert.InRange(measured, time.Low * 1e3, time.High * 1e3);
    }

    [Theory]
    [InlineData("Qwen/Qwen3-32B", "H100", 2, "vllm", "bf16")]
    [InlineData("openai/gpt-oss-120b", "H200", 4, "trtllm", "mxfp4")]
    [InlineData("deepseek-ai/DeepSeek-V3", "B200", 8, "sglang", "nvfp4")]
    public void The_explained_step_is_the_fast_one(string model, string gpu, int tensor, string engine, string weights)
    {
        var speed = Of(model, gpu, tensor, engine, weights, 1024, 256, 32);

        Assert.Equal(speed.Point.Step.Total, speed.StepTerm.Value.Value, 12);
        Assert.Equal(speed.Point.TimeToFirstToken, speed.FirstTokenTerm.Value.Value, 12);
    }

    // The config.json of each: quant_algo NVFP4 or FP8, input_activations of 4 bits; Hopper multiplies in BF16 what it unpacks.
    [Theory]
    [InlineData("nvidia/Kimi-K2.5-NVFP4", "B200", NumberFormat.Fp4)]
    [InlineData("nvidia/Qwen3-30B-A3B-FP4", "B200", NumberFormat.Fp4)]
    [InlineData("nvidia/Qwen3-30B-A3B-FP4", "H100", NumberFormat.Bf16)]
    [InlineData("nvidia/Llama-3.1-8B-Instruct-FP8", "H100", NumberFormat.Fp8)]
    [InlineData("Qwen/Qwen3-8B", "B200", NumberFormat.Bf16)]
    public void A_stored_format_is_multiplied_as_its_files_say(string model, string gpu, NumberFormat format) =>
        Assert.Equal(format, StepWorks.ArithmeticOf(new Serving(Catalog.Model(model), Catalog.Gpu(gpu)) { Context = 1_024 }.Estimate().Setup));

    [Fact]
    public void The_data_sheet_alone_is_too_fast()
    {
        var speed = Of("Qwen/Qwen3-8B", "H100", 1, "vllm", "bf16", 250, 647, 8);

        // 15.1 GB of weights read at 3.35 TB/s take 4.5 ms; 8.2 ms were measured.
        Assert.InRange(speed.NaiveTimePerOutputToken, 4.5e-3, 5.2e-3);
        Assert.True(speed.NaiveTimePerOutputToken < speed.TimePerOutputToken.Low);
    }

    [Fact]
    public void Arrivals_keep_as_many_sequences_in_flight_as_Little_says()
    {
        var serving = Serving("Qwen/Qwen3-8B", "H100", 1, "vllm", "bf16", 1000, 200, 1) with { Load = new() { RequestsPerSecond = 4 } };
        var point = serving.Estimate().Speed().Point;

        Assert.Equal(4 * point.TimePerToken * 200, point.Sequences, 3);
    }

    [Fact]
    public void A_rate_beyond_the_replica_is_refused_with_the_rate_that_it_can_do()
    {
        var serving = Serving("Qwen/Qwen3-32B", "H100", 1, "vllm", "bf16", 1000, 500, 1) with { Load = new() { RequestsPerSecond = 1000 } };

        Assert.Contains("take more replicas", Assert.Throws<SizingException>(() => serving.Estimate().Speed()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Speed_is_promised_only_where_it_was_calibrated()
    {
        Assert.Null(Serving("Qwen/Qwen3-8B", "RTX 4090", 1, "vllm", "bf16", 100, 100, 1).Estimate().WhyNoSpeed);
        Assert.Null(Serving("Qwen/Qwen3-8B", "MI300X", 1, "vllm", "bf16", 100, 100, 1).Estimate().WhyNoSpeed);
        Assert.NotNull(Serving("Qwen/Qwen3-8B", "M4 Max", 1, "vllm", "bf16", 100, 100, 1).Estimate().WhyNoSpeed);
        Assert.NotNull(Serving("Qwen/Qwen3-8B", "H100", 1, "transformers", "bf16", 100, 100, 1).Estimate().WhyNoSpeed);
    }

    // ml-energy/leaderboard: Llama-3.1-8B on one H100 draws 0.070 J per token with 512 sequences; a few sequences cost tenfold.
    [Fact]
    public void Batching_lowers_the_energy_of_a_token_tenfold() =>
        Assert.True(Of("meta-llama/Llama-3.1-8B-Instruct", "H100", 1, "vllm", "bf16", 250, 400, 4).JoulesPerToken
            > 5 * Of("meta-llama/Llama-3.1-8B-Instruct", "H100", 1, "vllm", "bf16", 250, 400, 256).JoulesPerToken);

    private static ServingSpeed Of(string model, string gpu, int tensor, string engine, string weights, int input, int output, int clients) =>
        Serving(model, gpu, tensor, engine, weights, input, output, clients).Estimate().Speed();

    private static Serving Serving(string model, string gpu, int tensor, string engine, string weights, int input, int output, int clients) =>
        new(Catalog.Model(model), Catalog.Gpu(gpu))
        {
            Plan = new(tensor),
            Engine = ServingEngine.Parse(engine),
            Weights = WeightFormat.Parse(weights),
            Input = input,
            Output = output,
            Concurrency = clients,
        };
}
