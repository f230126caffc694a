namespace Sizing.Tests;

public sealed class RulesOfThumbTests
{
    private static readonly Bytes SixteenGB = Bytes.FromGB(16);

    [Theory]
    [InlineData(2, 64)]
    [InlineData(3, 80)]
    public void The_training_sum_of_A1_gives_the_64_and_80_GB_that_the_article_prints(int extraFactor, int expectedGB) =>
        Assert.Equal(Bytes.FromGB(expectedGB), RulesOfThumb.TrainingOfA1(SixteenGB, extraFactor));

    [Fact]
    public void The_inference_sum_of_A1_gives_its_20_GB_with_4_GB_of_headroom() =>
        Assert.Equal(Bytes.FromGB(20), RulesOfThumb.InferenceOfA1(SixteenGB, Bytes.FromGB(4)));

    [Fact]
    public void The_training_parts_of_A2_add_up_to_113_4_GB_and_not_to_the_132_4_that_it_prints() =>
        Assert.Equal(113_400_000_000, RulesOfThumb.TrainingOfA2(7_000_000_000, RulesOfThumb.OptimizerMultiplierOfA2("AdamW")).Value.Whole);

    [Theory]
    [InlineData("AdamW", 84)]
    [InlineData("LAMB", 84)]
    [InlineData("Adagrad", 56)]
    [InlineData("RMSProp", 56)]
    [InlineData("SGD", 28)]
    public void The_optimizers_of_A2_take_their_multiple_of_28_GB_for_7_billion_parameters(string optimizer, int expectedGB) =>
        Assert.Equal(
            Bytes.FromGB(expectedGB),
            RulesOfThumb.OptimizerOfA2(7_000_000_000, RulesOfThumb.OptimizerMultiplierOfA2(optimizer)));

    [Fact]
    public void An_optimizer_that_A2_does_not_name_is_refused_by_name() =>
        Assert.Contains("'Lion'", Assert.Throws<SizingException>(() => RulesOfThumb.OptimizerMultiplierOfA2("Lion")).Message, StringComparison.Ordinal);

    [Fact]
    public void A_token_of_Llama_2_13B_takes_819_200_bytes_by_A2() =>
        Assert.Equal(new Bytes(819_200), RulesOfThumb.KvBytesPerTokenOfA2(layers: 40, hiddenSize: 5120));

    [Fact]
    public void The_inference_example_of_A2_adds_up_to_35_86_GB_from_its_rounded_parts() =>
        Assert.Equal(35.86, new Bytes(RulesOfThumb.InferenceOfA2(Bytes.FromGB(26), Bytes.FromGB(6.6)).Value.Whole).InGB, 6);
}
