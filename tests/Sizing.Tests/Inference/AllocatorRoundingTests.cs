using Sizing.Inference;

namespace Sizing.Tests.Inference;

public sealed class AllocatorRoundingTests
{
    private static readonly Bytes Large = Bytes.FromMiB(10);
    private static readonly Bytes Page = Bytes.FromMiB(2);
    private static readonly Bytes LargestRest = Bytes.FromMiB(1);

    [Theory]
    [InlineData(259, 1)] // gate and up of Qwen2.5-7B: 2 · 18944 · 3584 · 2 B
    [InlineData(129.5, 0.5)] // its down projection
    [InlineData(24.5, 0)] // its output projection: a rest of 1.5 MiB goes to other tensors
    [InlineData(16, 0)]
    [InlineData(9.5, 0)] // below large tensors, which are cut from shared pages
    public void A_large_tensor_keeps_a_rest_of_at_most_1_MiB(double mebibytes, double rest) =>
        Assert.Equal(Bytes.FromMiB(rest), AllocatorRounding.Rest(Bytes.FromMiB(mebibytes), Large, Page, LargestRest));

    [Fact]
    public void A_tensor_of_the_least_size_has_pages_of_its_own() => // kMinLargeAlloc itself is not cut from a shared buffer
        Assert.Equal(new Bytes(2), AllocatorRounding.Rest(new(10), new(10), new(4), new(2)));

    // DeepSeek-V3 in BF16 on eight ranks, MiB of a layer: query and latent down 28.875 (a rest above 1), query up 9 and latent up 4 (below 10), output 28;
    // of the three dense layers gate and up 63 and down 31.5, whose rests are 1 and 0.5; of experts 256 · 7 and 256 · 3.5; embedding and head 220.94.
    // Llama-3.1-8B: 48, 32, 224, 112 and 1,002 are whole pages. Llama-3.2-11B-Vision has gates of one number beside them.
    [Theory]
    [InlineData("deepseek-ai/DeepSeek-V3", 8, 4.5)]
    [InlineData("meta-llama/Llama-3.1-8B", 1, null)]
    [InlineData("meta-llama/Llama-3.2-11B-Vision-Instruct", 1, null)]
    public void Query_key_value_and_gate_and_up_are_one_allocation_and_others_are_not(string model, int ranks, double? mebibytes)
    {
        var serving = new Serving(Catalog.Model(model), Catalog.Gpu("H200")) { Context = 4_096, Engine = ServingEngine.Parse("vllm@0.19.0"), Plan = new(ranks), Weights = WeightFormat.Bf16 };

        var rounding = serving.Estimate().Stage.Weights.Children.SingleOrDefault(term => term.Name == "Allocator rounding");

        Assert.Equal(mebibytes, rounding is null ? null : new Bytes(rounding.Value.Whole).InMiB);
    }

    // GiB that vLLM 0.19 logged after loading on H100s ("Model loading took"), to two decimals: llm-d-incubation/llm-d-planner, accuracy report.
    [Theory]
    [InlineData("Qwen/Qwen2.5-7B-Instruct", 1, 14.25)]
    [InlineData("Qwen/Qwen2.5-7B-Instruct", 2, 7.12)]
    [InlineData("Qwen/Qwen2.5-72B-Instruct", 2, 67.80)]
    [InlineData("moonshotai/Kimi-Dev-72B", 4, 34.01)]
    [InlineData("google/gemma-3-12b-it", 1, 23.31)]
    [InlineData("RedHatAI/Qwen2.5-7B-Instruct-fp8-dynamic", 1, 8.14)]
    [InlineData("RedHatAI/Llama-3.3-70B-Instruct-fp8-dynamic", 4, 16.96)]
    public void Logged_weights_are_predicted_to_the_hundredth(string model, int tensor, double logged)
    {
        var serving = new Serving(Catalog.Model(model), Catalog.Gpu("H100 SXM 80GB")) { Engine = ServingEngine.Parse("vllm@0.19.0"), Plan = new(tensor) };
        Assert.InRange(serving.Estimate().Weights.InGiB, logged - 0.01, logged + 0.01);
    }

    [Fact]
    public void An_older_kernel_for_MXFP4_pads_more()
    {
        // gpt-oss-120b on one H100: vLLM 0.10.1 (Marlin) logged 65.9651 GiB, 0.14.1 (Triton) 64.38.
        double Logged(string version) =>
            new Serving(Catalog.Model("openai/gpt-oss-120b"), Catalog.Gpu("H100 SXM 80GB")) { Engine = ServingEngine.Parse("vllm@" + version), Plan = new(1) }.Estimate().Weights.InGiB;
        Assert.InRange(Logged("0.10.1") / 65.9651, 0.995, 1.005);
        Assert.InRange(Logged("0.14.1") / 64.38, 0.995, 1.005);
    }

    [Theory]
    [InlineData("RedHatAI/Meta-Llama-3.1-8B-Instruct-quantized.w8a8", true)]
    [InlineData("RedHatAI/Meta-Llama-3.1-8B-Instruct-quantized.w4a16", false)]
    [InlineData("meta-llama/Llama-3.1-405B-Instruct-FP8", true)]
    [InlineData("nvidia/Llama-3.1-8B-Instruct-FP8", true)]
    [InlineData("moonshotai/Kimi-K2.5", false)]
    public void The_config_of_a_quantized_model_says_whether_activations_have_8_bits(string model, bool quantized) =>
        Assert.Equal(quantized, new Serving(Catalog.Model(model), Catalog.Gpu("H100 SXM 80GB")) { Plan = new(8) }.Estimate().Setup.QuantizesActivations);
}
