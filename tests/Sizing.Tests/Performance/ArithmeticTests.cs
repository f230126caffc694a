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

    // Checkpoints as they are stored: FP8 of compressed-tensors, FP16, BF16.
    [Theory]
    [InlineData("RedHatAI/Llama-3.3-70B-Instruct-fp8-dynamic", "H100", NumberFormat.Fp8)]
    [InlineData("meta-llama/Llama-2-7b-hf", "A100 SXM 80GB", NumberFormat.Fp16)]
    [InlineData("meta-llama/Meta-Llama-3-8B", "A100 SXM 80GB", NumberFormat.Bf16)]
    public void A_checkpoint_decides_it_by_what_it_stores(string model, string gpu, NumberFormat format) => Assert.Equal(format, Of(model, gpu, null));

    private static NumberFormat Of(string model, string gpu, string? weights) => StepWorks.ArithmeticOf(new Serving(Catalog.Model(model), Catalog.Gpu(gpu))
    {
        Weights = weights is null ? null : WeightFormat.Parse(weights),
        Context = 2048,
        Plan = new(Tensor: 2),
    }.Estimate().Setup);
}
