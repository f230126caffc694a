using Sizing.Performance;

namespace Sizing.Tests.Performance;

/// <summary>What the kernels of a training step compute, by hand: two operations for each weight and pass.</summary>
public sealed class TrainingOperationsTests
{
    private const string Layers = "Matrix products of layers";
    private const string Experts = "Matrix products of routed experts";
    private const string Head = "Matrix products of the head";
    private const string Attention = "Attention core";

    // Llama-2-7B: four matrices of 4096² and three of 4096 × 11008 in each of 32 layers; a head of 32,000 × 4096.
    private const double LlamaLayers = 32 * (4.0 * 4096 * 4096 + 3.0 * 4096 * 11008);
    private const double LlamaHead = 32_000.0 * 4096;

    // Scores and weighted values of 32 heads of 128 over half of 4,096 tokens.
    private const double LlamaAttention = 32 * 32 * 2.0 * (128 + 128) * 2048;

    // Mixtral-8x7B: queries and outputs of 4096², keys and values of 4096 × 1024, a router of 8 rows; two of the experts, three matrices each.
    private const double MixtralDense = 32 * (2.0 * 4096 * 4096 + 2.0 * 4096 * 1024 + 8 * 4096);
    private const double MixtralRouted = 32 * 2 * 3.0 * 4096 * 14336;

    private static readonly TrainingRun Run = StepParts.Llama;

    // Forward, gradients of inputs, gradients of weights; full recomputation runs the layers, not the head, once more.
    [Theory]
    [InlineData(Recompute.None, 3)]
    [InlineData(Recompute.Selective, 3)]
    [InlineData(Recompute.Full, 4)]
    public void Layers_are_computed_three_times_and_recomputed_ones_four_times(Recompute recompute, int passes)
    {
        var run = Run with { Recompute = recompute };

        Assert.Equal(2 * passes * LlamaLayers * 4096 / (312e12 * 0.5), run.Seconds(Layers), 9);
        Assert.Equal(2 * 3 * LlamaHead * 4096 / (312e12 * 0.5), run.Seconds(Head), 9);
    }

    // FlashAttention-2: five products backward for two forward. Hugging Face and Megatron recompute the core selectively; TorchTitan keeps its products.
    [Theory]
    [InlineData("hf", Recompute.None, 3.5)]
    [InlineData("hf", Recompute.Selective, 4.5)]
    [InlineData("hf", Recompute.Full, 4.5)]
    [InlineData("titan", Recompute.Selective, 3.5)]
    [InlineData("titan", Recompute.Full, 4.5)]
    public void The_attention_core_takes_two_and_a_half_forward_passes_backward(string framework, Recompute recompute, double passes) =>
        Assert.Equal(passes * LlamaAttention * 4096 / (312e12 * 0.2), (Run with { Framework = Catalog.TrainingFramework(framework), Recompute = recompute }).Seconds(Attention), 9);

    // Megatron-LM takes attention from Transformer Engine, which is tuned for the GPU: two fifths of the peak here, not one.
    [Fact]
    public void Tuned_attention_has_a_rate_of_its_own() =>
        Assert.Equal(3.5 * LlamaAttention * 4096 / (312e12 * 0.4), (Run with { Framework = Catalog.TrainingFramework("megatron") }).Seconds(Attention), 9);

    // LoRA of rank 8 on queries and values: 32 layers of 2 · 8 · (4096 + 4096) weights, trained; the others need no gradients of weights.
    [Theory]
    [InlineData(Recompute.None, 2)]
    [InlineData(Recompute.Full, 3)]
    public void Frozen_weights_are_computed_twice_and_adapters_three_times(Recompute recompute, int passes)
    {
        const double Adapters = 32 * 2 * 8.0 * (4096 + 4096);
        var run = Run with { Adapter = new(8), Recompute = recompute };

        Assert.Equal((2 * passes * LlamaLayers + 2 * (passes + 1) * Adapters) * 4096 / (312e12 * 0.5), run.Seconds(Layers), 9);
        Assert.Equal(2 * 2 * LlamaHead * 4096 / (312e12 * 0.5), run.Seconds(Head), 9);
        Assert.Equal(4 * (LlamaLayers + LlamaHead) + 12 * 32 * 4096.0 * 4096 + 6 * Adapters, TrainingCompute.Of(run).FlopsPerToken, 1.0);
    }

    [Fact]
    public void A_mixture_computes_the_experts_of_a_token_at_the_rate_of_grouped_products()
    {
        var run = StepParts.Run("mistralai/Mixtral-8x7B-v0.1", "H100");

        Assert.Equal(6 * MixtralDense * 4096 / (989e12 * 0.5), run.Seconds(Layers), 9);
        Assert.Equal(6 * MixtralRouted * 4096 / (989e12 * 0.5 * StepParts.Step.GroupedShare), run.Seconds(Experts), 9);
        Assert.Equal(6 * (MixtralDense + MixtralRouted + LlamaHead) + 12 * 32 * 4096.0 * 4096, TrainingCompute.Of(run).FlopsPerToken, 1.0);
        Assert.Null(Run.Part(Experts));
    }

    // H100: 1,979 TFLOPS in FP8, 989 in BF16, which head and attention keep.
    [Fact]
    public void Fp8_doubles_the_rate_of_the_layers_alone()
    {
        var run = StepParts.Run("meta-llama/Llama-2-7b-hf", "H100") with { Precision = TrainingPrecision.Fp8 };

        Assert.Equal(6 * LlamaLayers * 4096 / (1979e12 * 0.5), run.Seconds(Layers), 9);
        Assert.Equal(6 * LlamaHead * 4096 / (989e12 * 0.5), run.Seconds(Head), 9);
        Assert.Equal(3.5 * LlamaAttention * 4096 / (989e12 * 0.2), run.Seconds(Attention), 9);
        Assert.Equal(1979e12, TrainingCompute.Of(run).PeakFlopsPerSecond);
    }

    // 67 TFLOPS of the vector units: in FP32 nothing is computed in fewer bits.
    [Fact]
    public void Fp32_computes_everything_at_the_rate_of_fp32() =>
        Assert.Equal(6 * LlamaHead * 4096 / (67e12 * 0.5), (StepParts.Run("meta-llama/Llama-2-7b-hf", "H100") with { Precision = TrainingPrecision.Fp32 }).Seconds(Head), 9);

    // DeepSeek-V2-Lite: 27 layers of 16 heads, whose keys of 128 + 64 and values of 128 are expanded from the latent, over half of 4,096 tokens.
    [Fact]
    public void Latent_attention_is_trained_with_expanded_heads() =>
        Assert.Equal(3.5 * 27 * 2.0 * 16 * (128 + 64 + 128) * 2048 * 4096 / (989e12 * 0.2), StepParts.Run("deepseek-ai/DeepSeek-V2-Lite", "H100").Seconds(Attention), 9);

    [Fact]
    public void A_full_run_has_neither_adapters_nor_a_bubble()
    {
        Assert.Empty(TrainingCompute.Of(Run).ModelFlops.Children);
        Assert.Null(Run.Part(TrainingStep.BubbleName));
    }

    // An encoder of sentences has no head: BGE-M3.
    [Fact]
    public void A_model_without_a_head_computes_none() => Assert.Null((StepParts.Run("BAAI/bge-m3", "H100") with { Sequence = 512 }).Part(Head));

    // Eight sequences of 4,096 on 8 GPUs, four micro-batches: each GPU computes four sequences.
    [Fact]
    public void Micro_batches_multiply_the_work_and_gpus_divide_it() =>
        Assert.Equal(4 * Run.Seconds(Layers), (Run with { Accumulation = 4, Plan = new() { Data = 8 } }).Seconds(Layers), 9);
}
