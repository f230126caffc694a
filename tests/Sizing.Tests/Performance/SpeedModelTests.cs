using Sizing.Performance;

namespace Sizing.Tests.Performance;

/// <summary>Rates from data sheet and figures, and for what no speed is promised.</summary>
public sealed class SpeedModelTests
{
    private static readonly Serving Llama = new(Catalog.Model("meta-llama/Meta-Llama-3-8B"), Catalog.Gpu("H100")) { Input = 1000, Output = 200, Context = 4096 };

    private static readonly Serving Mixtral = Llama with { Model = Catalog.Model("mistralai/Mixtral-8x7B-v0.1"), Plan = new(2) };

    // 3,350 GB/s and 989 TFLOPS, each by the share that the table has for its kind of kernel.
    [Fact]
    public void Rates_are_shares_of_bandwidth_and_peak()
    {
        var (rates, figures) = Model(Mixtral) is var model ? (model.Rates, model.Constants) : default;

        Assert.Equal(3350e9 * figures["weight_read"], rates.WeightBytesPerSecond, 1.0);
        Assert.Equal(3350e9 * figures["expert_read"], rates.ExpertBytesPerSecond, 1.0);
        Assert.Equal(3350e9 * figures["cache_read"], rates.CacheBytesPerSecond, 1.0);
        Assert.Equal(989e12 * figures["matrix_16"], rates.FlopsPerSecond, 1.0);
        Assert.Equal(989e12 * figures["matrix_16"] * figures["expert_matrix"], rates.ExpertFlopsPerSecond, 1.0);
        Assert.Equal(989e12 * figures["attention"], rates.AttentionFlopsPerSecond, 1.0);
    }

    // vllm/config/compilation.py captures up to 512 tokens; TensorRT-LLM replays no graphs for prompts.
    [Theory]
    [InlineData("vllm", 512)]
    [InlineData("trtllm", 0)]
    public void Engines_capture_prompts_of_some_length(string engine, double tokens) =>
        Assert.Equal(tokens, Model(Llama with { Engine = ServingEngine.Parse(engine) }).Rates.CapturedTokens);

    // NVFP4 in 4-bit units reads at a rate of its own where all layers are dense; mixtures keep most of what every step reads in 16 bits. It multiplies at the share of its peak that 8 bits reach.
    [Theory]
    [InlineData("meta-llama/Meta-Llama-3-8B", "nvfp4", "weight_read_fp4", "matrix_8")]
    [InlineData("mistralai/Mixtral-8x7B-v0.1", "nvfp4", "weight_read", "matrix_8")]
    [InlineData("deepseek-ai/DeepSeek-V2-Lite", "nvfp4", "weight_read", "matrix_8")]
    [InlineData("meta-llama/Meta-Llama-3-8B", "fp8", "weight_read", "matrix_8")]
    [InlineData("meta-llama/Meta-Llama-3-8B", "int8", "weight_read", "matrix_8")]
    [InlineData("meta-llama/Meta-Llama-3-8B", "bf16", "weight_read", "matrix_16")]
    public void The_format_of_the_weights_decides_which_figures_hold(string model, string weights, string read, string matrix)
    {
        var speed = Model(Llama with { Model = Catalog.Model(model), Gpu = Catalog.Gpu("B200"), Weights = WeightFormat.Parse(weights) });

        Assert.Equal((read, matrix), (speed.ReadConstant, speed.MatrixConstant));
    }

    // RTX 4090: 165.2 TFLOPS with FP32 sums, 4 · 82.6 with FP16 sums, in which llama.cpp alone adds up. V100 and MI300X have one rate.
    [Theory]
    [InlineData("RTX 4090", "llamacpp", 4 * 82.6e12)]
    [InlineData("RTX 4090", "vllm", 165.2e12)]
    public void Llama_cpp_sums_in_fp16(string gpu, string engine, double peak) =>
        Assert.Equal(peak, Model(Llama with { Gpu = Catalog.Gpu(gpu), Engine = ServingEngine.Parse(engine) }).Peak, 1.0);

    [Theory]
    [InlineData("V100 SXM 32GB", 125)]
    [InlineData("P100 PCIe 16GB", 18.7)]
    [InlineData("MI300X", 1307)]
    public void Other_cards_than_nvidias_since_ampere_have_one_rate(string gpu, double teraflops) =>
        Assert.Equal(teraflops, SpeedModel.PeakOfHalfSums(Catalog.Gpu(gpu), NumberFormat.Fp16) / 1e12, 9);

    // A server of the catalog has 400 Gbit/s a GPU; the caller's link counts where one is named.
    [Theory]
    [InlineData(null, 0.94 * 50e9)]
    [InlineData(25e9, 0.94 * 25e9)]
    public void The_cache_of_prompts_goes_over_the_callers_link(double? link, double reached)
    {
        var rates = Model(Llama with { Load = new() { PrefillReplicas = 1, KvLinkBytesPerSecond = link } }).Rates;

        Assert.Equal((0.94 * 50e9, reached), (rates.NetworkBytesPerSecond, rates.CacheLinkBytesPerSecond));
    }

    [Fact]
    public void One_server_uses_no_network()
    {
        Assert.Equal((0, 0, 0), Model(Llama with { Plan = new(2) }).Rates is var rates ? (rates.NetworkBytesPerSecond, rates.CacheLinkBytesPerSecond, rates.NetworkSeconds) : default);
        Assert.Equal(13.6e-6, Model(Llama with { Plan = new(2, 2) }).Rates.NetworkSeconds, 12);
    }

    [Theory]
    [InlineData("RX 7900 XTX", "vllm", "memory only")]
    [InlineData("H100", "llamacpp", "host memory")]
    [InlineData("P100", "llamacpp", null)]
    public void A_speed_that_is_not_promised_is_refused_in_a_sentence(string gpu, string engine, string? part)
    {
        var serving = Llama with { Gpu = Catalog.Gpu(gpu), Engine = ServingEngine.Parse(engine), Host = part == "host memory" ? new(GpuLayers: 4) : null };
        var reason = SpeedModel.Refusal(serving.Estimate().Setup);

        if (part is null)
            Assert.Null(reason);
        else
            Assert.Contains(part, reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Experts_in_host_memory_have_no_speed_either() =>
        Assert.Contains("host memory", (Mixtral with { Plan = new(1), Engine = ServingEngine.Parse("llamacpp"), Host = new(ExpertLayers: 8) }).Estimate().WhyNoSpeed, StringComparison.Ordinal);

    private static SpeedModel Model(Serving serving) => serving.Estimate().Speed().Model;
}
