using Sizing.Training.Published;

namespace Sizing.Tests.Training;

/// <summary>Against arXiv:2104.04473.</summary>
public sealed class GptTrainingTests
{
    [Fact]
    public void Gpt_3_has_about_175_billion_parameters() =>
        Assert.Equal(174.6e9, GptTraining.Parameters(96, 12_288, 51_200, 2048), 0.1e9);

    [Fact]
    public void Gpt_3_takes_34_days_on_1024_A100_at_140_teraflops() =>
        Assert.Equal(34, GptTraining.Days(300e9, 175e9, 1024, 140e12), 0.5);

    [Fact]
    public void A_trillion_parameters_take_84_days_on_3072_A100_at_163_teraflops() =>
        Assert.Equal(84, GptTraining.Days(450e9, 1e12, 3072, 163e12), 1.0);

    [Fact]
    public void The_flops_of_equation_3_are_about_8_per_parameter_and_token_for_gpt_3()
    {
        var flops = GptTraining.FlopsWithRecompute(1, 2048, 96, 12_288, 51_200);
        Assert.Equal(8 * 174.6e9 * 2048, flops, 0.03 * flops);
    }

    /// <summary>Equations 2 and 3 at L = 2, h = 4, V = 10, s = 6, B = 3: 12 · 2 · 16 · (1 + 13/48 + 16/96) and 96 · 3 · 6 · 2 · 16 · (1 + 6/24 + 10/128).</summary>
    [Fact]
    public void Each_term_of_equations_2_and_3_adds()
    {
        Assert.Equal(384 + 104 + 64, GptTraining.Parameters(2, 4, 10, 6), 9);
        Assert.Equal(55_296 + 13_824 + 4_320, GptTraining.FlopsWithRecompute(3, 6, 2, 4, 10), 9);
    }
}
