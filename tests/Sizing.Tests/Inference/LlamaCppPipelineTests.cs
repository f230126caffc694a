using Sizing.Inference;

namespace Sizing.Tests.Inference;

/// <summary>"compute buffer size" of startup logs in which all layers and the output are on several GPUs, "pipeline parallelism enabled (n_copies=4)".</summary>
public sealed class LlamaCppPipelineTests
{
    // ikawrakow/ik_llama.cpp issue 398: Qwen3-30B-A3B, -c 32768 -fa, two T4. ollama/ollama, llm/llama_server_test.go: 28 layers of 114,688 B a token and 3,584 MiB of cache,
    // which is Llama-3.2-3B at 32,768. The first GPU of it holds two hidden states more than is counted here, 6 of 378 MiB.
    [Theory]
    [InlineData("Qwen/Qwen3-30B-A3B", 0, 368.01, 0.02)]
    [InlineData("Qwen/Qwen3-30B-A3B", 1, 444.77, 0.05)]
    [InlineData("meta-llama/Llama-3.2-3B-Instruct", 0, 378.04, 6.1)]
    [InlineData("meta-llama/Llama-3.2-3B-Instruct", 1, 408.55, 0.1)]
    public void Each_gpu_has_the_inputs_of_its_layers_four_times(string model, int gpu, double logged, double tolerance) =>
        Assert.Equal(logged, Stages(On(model))[gpu].Activations.Value.Value / (1 << 20), tolerance);

    // ggml-org/llama.cpp pull request 6122: 40 layers of 8,192 channels and 64 heads at 4,096 tokens, two GPUs, without flash attention: 672.01 MiB, where attention and
    // feed-forward block take the same input, which keeps one hidden state of 16 MiB more. By hand: 4 · (8 + 16) + 512 + 3 · 16.
    [Fact]
    public void Without_flash_attention_the_mask_stays_in_fp32()
    {
        var bytes = LlamaCppPipeline.Inputs(4, 512, 4_096, 4, 8_192) + LlamaCppPipeline.Beside(512, 0, 0, 64 * 4_096 + 8_192, 8_192);

        Assert.Equal(Bytes.FromMiB(656), bytes);
        Assert.Equal(672.01, bytes.InMiB, 16.1);
    }

    // src/llama-context.cpp: n_gpu_layers > n_layer, no tensor overrides, more than one device.
    [Fact]
    public void Layers_or_experts_in_host_memory_and_a_single_gpu_turn_it_off()
    {
        var serving = On("Qwen/Qwen3-30B-A3B");

        Assert.False(IsPipelined(serving with { Host = new(ExpertLayers: 1) }));
        Assert.False(IsPipelined(serving with { Host = new(GpuLayers: 48) }));
        Assert.False(IsPipelined(serving with { Plan = new(1) }));
        Assert.True(IsPipelined(serving with { Host = new(GpuLayers: 49) }));
    }

    private static Serving On(string model) => new(Catalog.Model(model), Catalog.Gpu("RTX 3090"))
    {
        Engine = ServingEngine.Parse("llamacpp@b8500"),
        Plan = new(1, 2),
        Context = 32_768,
        Weights = WeightFormat.Parse("q4_k_m"),
    };

    private static IReadOnlyList<StageMemory> Stages(Serving serving) => serving.Estimate().Stages;

    private static bool IsPipelined(Serving serving) => Stages(serving)[0].Activations.Children.Any(term => term.Name == "Copies of the inputs");
}
