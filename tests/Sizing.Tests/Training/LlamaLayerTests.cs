namespace Sizing.Tests.Training;

/// <summary>
/// Llama-3.1-8B in BF16: h = 4096, 32 query heads and 8 key-value heads of 128 channels, f = 14336. Bytes per token of one layer, in the terms of
/// Hugging Face's LlamaDecoderLayer; stas00/ml-engineering measured 56 · h for the whole.
/// </summary>
public sealed class LlamaLayerTests
{
    private static readonly TrainingRun Run = new(Catalog.Model("meta-llama/Llama-3.1-8B"), Catalog.Gpu("H100 SXM 80GB")) { Attention = AttentionKernel.Sdpa, Sequence = 2048 };

    private static Dictionary<string, double> HuggingFace => new()
    {
        ["Norm inputs"] = 2 * 4 * 4096,
        ["Normalised hidden states"] = 2 * 2 * 4096,
        ["Input of the token mixer"] = 2 * 4096,
        ["Queries, keys, values"] = 2 * (4096 + 2 * 1024),
        ["Rotary copies of queries and keys"] = 2 * (4096 + 1024),
        ["Keys and values expanded to all heads"] = 2 * 2 * 4096,
        ["Log-sum-exp of attention"] = 4 * 32,
        ["Attention output"] = 2 * 4096,
        ["Input of the feed-forward block"] = 2 * 4096,
        ["Gate and up projections"] = 2 * 2 * 14336,
        ["Output of the activation function"] = 2 * 14336,
        ["Input of the down projection"] = 2 * 14336,
    };

    [Fact]
    public void Hugging_face_keeps_twelve_tensors_as_measured()
    {
        Assert.Equal(HuggingFace, KeptTensors.Of(Run));
        Assert.Equal(56, HuggingFace.Values.Sum() / 4096, 0.5);
    }

    [Fact]
    public void Flash_attention_reads_grouped_heads_in_place() =>
        Assert.Equal(Without("Keys and values expanded to all heads"), KeptTensors.Of(Run with { Attention = AttentionKernel.Flash }));

    [Fact]
    public void Eager_attention_stores_scores_upcast_for_the_softmax_and_probabilities_in_place_of_their_logarithms()
    {
        var eager = Without("Log-sum-exp of attention");
        eager["Attention probabilities"] = 32 * 2048 * (4 + 2);

        Assert.Equal(eager, KeptTensors.Of(Run with { Attention = AttentionKernel.Eager }));
    }

    [Fact]
    public void A_compiler_fuses_norms_rotary_copies_expansion_and_activation()
    {
        var fused = Without(
            "Normalised hidden states", "Rotary copies of queries and keys", "Keys and values expanded to all heads", "Output of the activation function");
        fused["Norm inputs"] = 2 * 2 * 4096;

        Assert.Equal(fused, KeptTensors.Of(Run with { Compiled = true }));
    }

    [Fact]
    public void Fused_kernels_of_unsloth_keep_what_a_compiler_keeps() =>
        Assert.Equal(KeptTensors.Of(Run with { Compiled = true }), KeptTensors.Of(Run with { Framework = Catalog.TrainingFramework("unsloth") }));

    [Fact]
    public void In_fp32_each_tensor_has_4_bytes_a_number()
    {
        var doubled = HuggingFace.ToDictionary(pair => pair.Key, pair => pair.Key is "Norm inputs" or "Log-sum-exp of attention" ? pair.Value : 2 * pair.Value);

        Assert.Equal(doubled, KeptTensors.Of(Run with { Precision = TrainingPrecision.Fp32 }));
    }

    [Fact]
    public void Tensor_ranks_divide_what_is_inside_attention_and_feed_forward_and_sequence_parallelism_the_rest()
    {
        // 4 ranks: 8 query heads and 2 key-value heads, f / 4 = 3584.
        var divided = HuggingFace.ToDictionary(pair => pair.Key, pair => pair.Value / 4);
        var replicated = divided.ToDictionary(pair => pair.Key, pair => IsAcrossHidden(pair.Key) ? 4 * pair.Value : pair.Value);

        Assert.Equal(divided, KeptTensors.Of(Run with { Plan = new() { Tensor = 4 } }));
        Assert.Equal(replicated, KeptTensors.Of(Run with { Plan = new() { Tensor = 4, SequenceParallel = false } }));
    }

    [Fact]
    public void Torchtitan_keeps_the_gathered_inputs_of_tensor_parallel_matrices()
    {
        var titan = Run with { Framework = Catalog.TrainingFramework("titan"), Plan = new() { Tensor = 4 } };
        var kept = KeptTensors.Of(titan);

        Assert.Equal(2 * 2 * 4096 / 4, kept["Norm inputs"]);
        Assert.Equal(2 * 4096, kept["Input of the token mixer"]);
        Assert.Equal(2 * 4096, kept["Input of the feed-forward block"]);
    }

    [Theory]
    [InlineData(1, true, 2 * (4096 + 3 * 14336))]
    [InlineData(4, true, 2 * (4096 + 3 * 14336) / 4)]
    [InlineData(4, false, 2 * (4096 + 3 * 14336 / 4))]
    public void The_backward_pass_of_a_gated_block_holds_the_gradients_of_its_output_and_of_three_inner_tensors(int ranks, bool sequence, double bytes) =>
        Assert.Equal(bytes, KeptTensors.Layer(Run with { Plan = new() { Tensor = ranks, SequenceParallel = sequence } }).GradientBytes());

    [Fact]
    public void A_checkpoint_is_the_input_in_the_type_of_the_residual_stream()
    {
        Assert.Equal(2 * 4096, KeptTensors.Layer(Run).CheckpointBytes);
        Assert.Equal(4 * 4096, KeptTensors.Layer(Run with { Fp32Residual = true }).CheckpointBytes);
    }

    private static bool IsAcrossHidden(string name) =>
        name is "Norm inputs" or "Normalised hidden states" or "Input of the token mixer" or "Input of the feed-forward block";

    private static Dictionary<string, double> Without(params string[] names) =>
        HuggingFace.Where(pair => !names.Contains(pair.Key)).ToDictionary(pair => pair.Key, pair => pair.Value);
}
