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
