namespace Sizing.Tests.Inference;

/// <summary>The live tensors of vLLM's profile run, each worked by hand for 8,192 tokens and 256 sequences of a step.</summary>
public sealed class VllmActivationTests
{
    [Fact]
    public void Fused_experts_keep_two_results_of_every_chosen_expert() =>
        // Qwen3-30B-A3B: 8 experts of 128, inner 768, hidden 2048: 8192 · 8 · (2048 + 2048) · 2 B.
        Assert.Equal(8_192L * 8 * (2_048 + 2_048) * 2, Part("Qwen/Qwen3-30B-A3B", new(), "Buffers of the fused experts"));

    [Theory]
    [InlineData(1, 8_192L * 2 * (7_168 + 14_336) * 2)]
    [InlineData(2, 8_192L * 2 * (14_336 + 28_672) * 2)]
    public void Tensor_ranks_cut_experts_and_expert_ranks_keep_them_whole(int expert, long bytes) =>
        // Mixtral-8x7B at TP2: 2 of 8 experts, inner 14336 or half of it, hidden 4096: max(f, 4096) + max(2 · f, 4096).
        Assert.Equal(bytes, Part("mistralai/Mixtral-8x7B-Instruct-v0.1", new(2, Expert: expert), "Buffers of the fused experts"));

    [Fact]
    public void Stages_pass_hidden_states_and_residuals()
    {
        // Llama-3.1-8B: 8192 · 4096 · 2 · 2 B; one stage passes none.
        Assert.Equal(8_192L * 4_096 * 2 * 2, Part("meta-llama/Llama-3.1-8B", new(Pipeline: 2), "Hidden states and residuals passed between stages"));
        Assert.Equal(0, Part("meta-llama/Llama-3.1-8B", new(), "Hidden states and residuals passed between stages"));
    }

    [Fact]
    public void Eight_bit_weights_keep_inner_activations_in_eight_bits()
    {
        // Llama-3.1-8B: 8192 · 14336 · 1 B.
        Assert.Equal(8_192L * 14_336, Part("meta-llama/Llama-3.1-8B", new(), "Inner activations in 8 bits", "fp8"));
        Assert.Equal(0, Part("meta-llama/Llama-3.1-8B", new(), "Inner activations in 8 bits"));
    }

    [Fact]
    public void Gate_up_and_their_product_are_alive_at_once() =>
        // Llama-3.1-8B, 3 hidden states: 8192 · (3 · 14336 + 3 · 4096) · 2 B.
        Assert.Equal(8_192L * (3 * 14_336 + 3 * 4_096) * 2, Part("meta-llama/Llama-3.1-8B", new(), "Feed-forward block"));

    [Theory]
    [InlineData("deepseek-ai/DeepSeek-V3", 8, 3 * 2_304, 7_168)] // the three dense layers: 18432 / 8, above the shared expert's 256
    [InlineData("Qwen/Qwen1.5-MoE-A2.7B", 1, 3 * 5_632, 2_048)] // the shared expert alone; routed ones have buffers of their own
    [InlineData("EleutherAI/pythia-6.9b", 1, 2 * 16_384, 4_096)] // no gate
    public void The_widest_block_of_a_stage_counts(string model, int ranks, long channels, long hidden) =>
        Assert.Equal(8_192 * (channels + 3 * hidden) * 2, Part(model, new(ranks), "Feed-forward block"));

    [Fact]
    public void The_widest_block_is_quantized_too() => Assert.Equal(8_192L * 2_304, Part("deepseek-ai/DeepSeek-V3", new(8), "Inner activations in 8 bits"));

    [Fact]
    public void Experts_that_work_on_a_latent_have_buffers_of_its_width() =>
        // Nemotron-3-Super: 22 experts of 512, inner 2688, latent 1024, hidden 4096: 8192 · 22 · (2688 + 2 · 2688) · 2 B at one rank, of 8 ranks 336 and 1024.
        Assert.Equal(8_192L * 22 * (1_024 + 1_024) * 2, Part("nvidia/NVIDIA-Nemotron-3-Super-120B-A12B-FP8", new(8), "Buffers of the fused experts"));

    // vllm/v1/worker/workspace.py keeps them since 0.13. Qwen3-30B-A3B, 16 sequences, in MiB: experts 512, hidden states 96, libraries 52;
    // sampling 16 · 151936 · (2 + 36) B and hidden states of 32 are 120.1.
    [Theory]
    [InlineData("vllm@0.12.0", 52 + 512 + 96)]
    [InlineData("vllm@0.13.0", 52 + 512 + 120.1)]
    public void Buffers_of_experts_were_freed_with_their_block_before_0_13(string engine, double mebibytes)
    {
        var serving = new Serving(Catalog.Model("Qwen/Qwen3-30B-A3B"), Catalog.Gpu("H200")) { Context = 4_096, BatchedTokens = 8_192, MaxSequences = 16, Engine = ServingEngine.Parse(engine) };

        Assert.Equal(mebibytes, serving.Estimate().Activations.InMiB, 0.1);
    }

    [Fact]
    public void The_encoder_of_images_leaves_its_outputs_on_the_first_stage() =>
        // Qwen2.5-VL-7B: 8192 · 3584 · 2 B.
        Assert.Equal(8_192L * 3_584 * 2, Part("Qwen/Qwen2.5-VL-7B-Instruct", new(), "Outputs of the vision encoder"));

    private static long Part(string model, ServingPlan plan, string name, string? weights = null)
    {
        var serving = new Serving(Catalog.Model(model), Catalog.Gpu("H200"))
        {
            Context = 4_096,
            Plan = plan,
            BatchedTokens = 8_192,
            MaxSequences = 256,
            Weights = weights is null ? null : WeightFormat.Parse(weights),
        };
        var estimate = serving.Estimate();
        return estimate.Terms.Concat(estimate.Stage.Paid).SelectMany(term => term.Walk()).Select(node => node.Term).FirstOrDefault(term => term.Name == name)?.Value.Whole ?? 0;
    }
}
