namespace Sizing.Tests.Training;

/// <summary>
/// A GPT block, counted tensor by tensor, against Korthikanti et al., arXiv:2205.05198. GPT-2 medium: h = 1024, a = 16 heads, f = 4 · h;
/// 16 bits, dropout, stored scores, s = 512.
/// </summary>
public sealed class GptLayerTests
{
    private const double H = 1024;
    private const double Scores = 5 * 16 * 512;

    private static readonly TrainingRun Run = new(Catalog.Model("openai-community/gpt2-medium"), Catalog.Gpu("A100 SXM 80GB"))
    {
        Framework = Catalog.TrainingFramework("megatron"),
        Attention = AttentionKernel.Eager,
        Dropout = true,
        Sequence = 512,
    };

    /// <summary>§4.1, with the paper's own count of each tensor.</summary>
    [Fact]
    public void The_tensors_are_those_of_the_paper() => Assert.Equal(
        new()
        {
            ["Norm inputs"] = 4 * H,
            ["Residual dropout masks"] = 2 * H,
            ["Input of the token mixer"] = 2 * H,
            ["Queries, keys, values"] = 6 * H,
            ["Attention probabilities"] = Scores,
            ["Attention output"] = 2 * H,
            ["Input of the feed-forward block"] = 2 * H,
            ["Gate and up projections"] = 8 * H,
            ["Input of the down projection"] = 8 * H,
        },
        KeptTensors.Of(Run));

    /// <summary>Equations 1, 2 and 4.</summary>
    [Theory]
    [InlineData(1, true, 34 * H + Scores)]
    [InlineData(8, false, 10 * H + 24 * H / 8 + Scores / 8)]
    [InlineData(8, true, 34 * H / 8 + Scores / 8)]
    public void A_layer_keeps_what_the_equations_say(int ranks, bool sequence, double bytes) =>
        Assert.Equal(24 * bytes, KeptTensors.OfStage(With(Recompute.None, ranks, sequence)).KeptPerToken);

    /// <summary>§5 and Equation 6: the scores are recomputed; §4.2.3: the input alone is kept.</summary>
    [Theory]
    [InlineData(Recompute.Selective, 1, true, 34 * H)]
    [InlineData(Recompute.Selective, 8, false, 10 * H + 24 * H / 8)]
    [InlineData(Recompute.Selective, 8, true, 34 * H / 8)]
    [InlineData(Recompute.Full, 1, true, 2 * H)]
    [InlineData(Recompute.Full, 8, false, 2 * H)]
    [InlineData(Recompute.Full, 8, true, 2 * H / 8)]
    public void Recomputation_leaves_what_the_equations_say(Recompute recompute, int ranks, bool sequence, double bytes) =>
        Assert.Equal(24 * bytes, KeptTensors.OfStage(With(recompute, ranks, sequence)).KeptPerToken);

    [Theory]
    [InlineData(Recompute.None, 0)]
    [InlineData(Recompute.Selective, Scores)]
    [InlineData(Recompute.Full, 34 * H + Scores)]
    public void One_layer_at_a_time_is_computed_again(Recompute recompute, double bytes) =>
        Assert.Equal(512 * bytes, KeptTensors.OfStage(With(recompute, 1, true)).Recomputed.Count);

    [Fact]
    public void Without_dropout_the_softmax_keeps_an_fp32_copy_and_no_mask()
    {
        var kept = KeptTensors.Of(Run with { Dropout = false });

        Assert.Equal(16 * 512 * (4 + 2), kept["Attention probabilities"]);
        Assert.DoesNotContain("Residual dropout masks", kept);
    }

    [Fact]
    public void Pytorchs_own_layer_norm_and_learned_positions_need_no_copies_under_hugging_face_either()
    {
        var kept = KeptTensors.Of(Run with { Framework = Catalog.TrainingFramework("hf"), Attention = AttentionKernel.Sdpa });

        Assert.Equal(4 * H, kept["Norm inputs"]);
        Assert.DoesNotContain("Normalised hidden states", kept);
        Assert.DoesNotContain("Rotary copies of queries and keys", kept);
        Assert.DoesNotContain("Keys and values expanded to all heads", kept);
        Assert.DoesNotContain("Output of the activation function", kept);
    }

    [Fact]
    public void The_backward_pass_of_a_plain_block_holds_gradients_of_its_output_and_of_two_inner_tensors() =>
        Assert.Equal(2 * (H + 2 * 4 * H), KeptTensors.Layer(Run).GradientBytes());

    private static TrainingRun With(Recompute recompute, int ranks, bool sequence) =>
        Run with { Recompute = recompute, Plan = new() { Tensor = ranks, SequenceParallel = sequence } };
}
