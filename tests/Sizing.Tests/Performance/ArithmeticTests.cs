using Sizing.Performance;

namespace Sizing.Tests.Performance;

/// <summary>In which format an engine multiplies, and how fast the GPU is in it.</summary>
public sealed class ArithmeticTests
{
    // Where a GPU has no units for the format of the weights, kernels unpack them to 16 bits. V100 and T4 have no BF16 units.
    // MXFP4 experts are multiplied with activations of 8 bits on Blackwell, of 16 bits elsewhere.
    [Theory]
    [InlineData("bf16", "H100", NumberFormat.Bf16)]
    [InlineData("fp8", "H100", NumberFormat.Fp8)]
    [InlineData("fp8-block", "H100", NumberFormat.Fp8)]
    [InlineData("fp8", "A100 SXM 80GB", NumberFormat.Bf16)]
    [InlineData("int8", "A100 SXM 80GB", NumberFormat.Int8)]
    [InlineData("int4", "H100", NumberFormat.Bf16)]
    [InlineData("nvfp4", "B200", NumberFormat.Fp4)]
    [InlineData("nvfp4", "H100", NumberFormat.Bf16)]
    [InlineData("mxfp4", "B200", NumberFormat.Fp8)]
    [InlineData("mxfp4", "H100", NumberFormat.Bf16)]
    [InlineData("fp16", "H100", NumberFormat.Fp16)]
    [InlineData("fp16", "V100 SXM 32GB", NumberFormat.Fp16)]
    public void Weights_and_gpu_decide_the_format_of_the_products(string weights, string gpu, NumberFormat format) =>
        Assert.Equal(format, Of("openai/gpt-oss-20b", gpu, weights));

    // Checkpoints by the activations that their quantization_config makes them multiply: FP8 and INT8 of compressed-tensors, FP8 of DeepSeek, NVFP4 of
    // ModelOpt, with and without config_groups; GPTQ and the INT4 experts of Kimi K2.5 (input_activations: null) multiply in 16 bits.
    [Theory]
    [InlineData("RedHatAI/Llama-3.3-70B-Instruct-fp8-dynamic", "H100", NumberFormat.Fp8)]
    [InlineData("RedHatAI/Meta-Llama-3.1-8B-Instruct-quantized.w8a8", "H100", NumberFormat.Int8)]
    [InlineData("RedHatAI/Meta-Llama-3.1-8B-Instruct-quantized.w8a8", "A100 SXM 80GB", NumberFormat.Int8)]
    [InlineData("deepseek-ai/DeepSeek-V2-Lite", "H100", NumberFormat.Bf16)]
    [InlineData("deepseek-ai/DeepSeek-V3", "H200", NumberFormat.Fp8)]
    [InlineData("nvidia/Gemma-4-31B-IT-NVFP4", "B200", NumberFormat.Fp4)]
    [InlineData("nvidia/Qwen3-30B-A3B-FP4", "B200", NumberFormat.Fp4)]
    [InlineData("nvidia/Gemma-4-31B-IT-NVFP4", "H100", NumberFormat.Bf16)]
    [InlineData("nvidia/Llama-3.1-8B-Instruct-FP8", "H100", NumberFormat.Fp8)]
    [InlineData("moonshotai/Kimi-K2.5", "H200", NumberFormat.Bf16)]
    [InlineData("openai/gpt-oss-20b", "B200", NumberFormat.Fp8)]
    [InlineData("meta-llama/Llama-2-7b-hf", "A100 SXM 80GB", NumberFormat.Fp16)]
    [InlineData("meta-llama/Meta-Llama-3-8B", "A100 SXM 80GB", NumberFormat.Bf16)]
    public void A_checkpoint_decides_it_by_what_it_stores(string model, string gpu, NumberFormat format) => Assert.Equal(format, Of(model, gpu, null));

    private static NumberFormat Of(string model, string gpu, string? weights) => StepWorks.ArithmeticOf(new Serving(Catalog.Model(model), Catalog.Gpu(gpu))
    {
        Weights = weights is null ? null : WeightFormat.Parse(weights),
        Context = 2048,
        Plan = new(Tensor: model.Contains("Kimi", StringComparison.Ordinal) || model.Contains("DeepSeek-V3", StringComparison.Ordinal) ? 8 : 2),
    }.Estimate().Setup);
}
