using Sizing.Training.Published;

namespace Sizing.Tests.Training;

/// <summary>Against arXiv:2205.05198, on GPT-3 175B: a = 96, h = 12288, s = 2048, b = 1, t = 8; s·b·h = 25,165,824.</summary>
public sealed class GptBlockActivationsTests
{
    private const long Sequence = 2048;
    private const long Hidden = 12_288;
    private const long Heads = 96;
    private const long TokensTimesHidden = 25_165_824;

    [Fact]
    public void Attention_feed_forward_and_norms_take_11_plus_80_19_and_4_times_sbh()
    {
        Assert.Equal((11 + 80) * TokensTimesHidden, GptBlockActivations.Attention(Sequence, Hidden, Heads, Sequence).Count);
        Assert.Equal(19 * TokensTimesHidden, GptBlockActivations.FeedForward(Sequence, Hidden).Count);
        Assert.Equal(4 * TokensTimesHidden, GptBlockActivations.LayerNorms(Sequence, Hidden).Count);
    }

    [Fact]
    public void Equation_1_gives_34_plus_80() =>
        Assert.Equal(114 * TokensTimesHidden, GptBlockActivations.Layer(Sequence, Hidden, Heads, Sequence).Count);

    [Fact]
    public void Equation_2_gives_10_plus_24_over_8_plus_80_over_8() =>
        Assert.Equal((10 + 3 + 10) * TokensTimesHidden, GptBlockActivations.TensorParallel(Sequence, Hidden, Heads, Sequence, 8).Count);

    [Fact]
    public void Equation_4_divides_all_of_equation_1() =>
        Assert.Equal(114 * TokensTimesHidden / 8, GptBlockActivations.SequenceParallel(Sequence, Hidden, Heads, Sequence, 8).Count);

    [Fact]
    public void Equation_6_leaves_34_over_8() =>
        Assert.Equal(34 * TokensTimesHidden / 8, GptBlockActivations.SelectiveRecompute(Sequence, Hidden, 8).Count);

    [Fact]
    public void Full_recomputation_leaves_the_input_of_the_layer() =>
        Assert.Equal(2 * TokensTimesHidden, GptBlockActivations.FullRecompute(Sequence, Hidden).Count);

    [Theory]
    [InlineData(12_288, 96, 0.70)]
    [InlineData(20_480, 128, 0.65)]
    public void Selective_recomputation_saves_70_percent_of_gpt_3_and_65_of_mt_nlg(long hidden, long heads, double saving) =>
        Assert.Equal(saving, GptBlockActivations.SelectiveSaving(hidden, heads, Sequence), 0.005);

    [Fact]
    public void Three_chunks_on_eight_stages_raise_the_first_stage_by_seven_twentyfourths() =>
        Assert.Equal(1 + 7 / 24.0, GptBlockActivations.InterleavingFactor(8, 3), 12);
}
