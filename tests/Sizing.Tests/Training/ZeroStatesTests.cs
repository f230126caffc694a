using Sizing.Training.Published;

namespace Sizing.Tests.Training;

public sealed class ZeroStatesTests
{
    /// <summary>Table 1 of arXiv:1910.02054: data-parallel ranks, then GB per device for stages 1, 2 and 3; the paper rounds some cells and cuts others, so one unit of the last digit is allowed.</summary>
    [Theory]
    [InlineData(7_500_000_000, 1, 120, 120, 120, 1)]
    [InlineData(7_500_000_000, 4, 52.5, 41.3, 30, 0.1)]
    [InlineData(7_500_000_000, 16, 35.6, 21.6, 7.5, 0.1)]
    [InlineData(7_500_000_000, 64, 31.4, 16.6, 1.88, 0.1)]
    [InlineData(7_500_000_000, 256, 30.4, 15.4, 0.47, 0.1)]
    [InlineData(7_500_000_000, 1024, 30.1, 15.1, 0.12, 0.1)]
    [InlineData(128_000_000_000, 1, 2048, 2048, 2048, 1)]
    [InlineData(128_000_000_000, 4, 896, 704, 512, 1)]
    [InlineData(128_000_000_000, 16, 608, 368, 128, 1)]
    [InlineData(128_000_000_000, 64, 536, 284, 32, 1)]
    [InlineData(128_000_000_000, 256, 518, 263, 8, 1)]
    [InlineData(128_000_000_000, 1024, 513, 257, 2, 1)]
    [InlineData(1_000_000_000_000, 1, 16000, 16000, 16000, 1)]
    [InlineData(1_000_000_000_000, 4, 7000, 5500, 4000, 1)]
    [InlineData(1_000_000_000_000, 16, 4750, 2875, 1000, 1)]
    [InlineData(1_000_000_000_000, 64, 4187, 2218, 250, 2)]
    [InlineData(1_000_000_000_000, 256, 4046, 2054, 62.5, 2)]
    [InlineData(1_000_000_000_000, 1024, 4011, 2013, 15.6, 2)]
    public void Every_cell_of_table_1_is_met_to_its_printing(long parameters, int ranks, double stage1, double stage2, double stage3, double printed)
    {
        Assert.Equal(stage1, ZeroStates.Of(1, parameters, ranks).InGB, printed);
        Assert.Equal(stage2, ZeroStates.Of(2, parameters, ranks).InGB, printed);
        Assert.Equal(stage3, ZeroStates.Of(3, parameters, ranks).InGB, printed);
    }

    [Fact]
    public void The_fused_buffer_of_a_model_of_1_5_billion_parameters_takes_6_GB() =>
        Assert.Equal(6, ZeroStates.FusedBuffer(1_500_000_000).InGB, 9);

    [Fact]
    public void A_stage_that_does_not_exist_is_refused() => Assert.Throws<SizingException>(() => ZeroStates.Of(4, 1, 1));
}
