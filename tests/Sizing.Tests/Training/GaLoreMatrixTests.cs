using Sizing.Training.Published;

namespace Sizing.Tests.Training;

/// <summary>GaLore's Table 1 exactly, and its Table 2 for LLaMA models of the paper (V = 32000, untied) with the difference of each cell.</summary>
public sealed class GaLoreMatrixTests
{
    private const long Vocabulary = 32_000;

    [Fact]
    public void Table_1_of_a_matrix_of_2_by_3_at_rank_1()
    {
        Assert.Equal(2 * 1 + 2 * 3 * 1, GaLoreMatrix.GaLoreStates(2, 3, 1));
        Assert.Equal(2 * 2 * 1 + 2 * 3 * 1, GaLoreMatrix.LoraStates(2, 3, 1));
        Assert.Equal(2 * 3 + 2 * 1 + 3 * 1, GaLoreMatrix.LoraWeights(2, 3, 1));
    }

    [Fact]
    public void The_rank_multiplies_every_side() => Assert.Equal((2 * 8 + 2 * 3 * 8, 2 * 2 * 8 + 2 * 3 * 8), (GaLoreMatrix.GaLoreStates(2, 3, 8), GaLoreMatrix.LoraStates(2, 3, 8)));

    /// <summary>
    /// The table's G are GiB: 350M in full rank is 367.97 million parameters of 6 bytes, 2.06 GiB or 2.21 GB, and 2.06 is printed. Its LoRA
    /// cells are those of low-rank training and a third of full training (6.17 = 3.57 + 7.80 / 3), which counts embedding and head twice.
    /// </summary>
    [Theory]
    [InlineData(8, 512, 1376, 128, new[] { 0.36, 0.24, 0.26, 0.36 }, new[] { -9.9, +8.6, -8.1, -3.6 })]
    [InlineData(12, 768, 2048, 256, new[] { 0.76, 0.52, 0.54, 0.80 }, new[] { -1.4, +9.4, -2.8, -3.1 })]
    [InlineData(24, 1024, 2736, 256, new[] { 2.06, 1.22, 1.08, 1.76 }, new[] { -0.2, +6.0, -4.2, -2.3 })]
    [InlineData(24, 2048, 5461, 512, new[] { 7.80, 4.38, 3.57, 6.17 }, new[] { -4.1, +1.3, -4.6, -4.4 })]
    public void Table_2_differs_by_less_than_12_percent_in_every_cell(int layers, long hidden, long width, long rank, double[] printed, double[] percent)
    {
        var plain = 2 * Vocabulary * hidden;
        var full = layers * (4 * hidden * hidden + 3 * hidden * width) + plain;
        var projected = layers * (4 * GaLoreMatrix.GaLoreStates(hidden, hidden, rank) + 3 * GaLoreMatrix.GaLoreStates(hidden, width, rank));
        var low = layers * (4 * GaLoreMatrix.LowRankWeights(hidden, hidden, rank) + 3 * GaLoreMatrix.LowRankWeights(hidden, width, rank)) + plain;
        long[] bytes = [6 * full, 2 * (full + projected) + 4 * plain, 6 * low, 2 * full + 6 * low];

        foreach (var ((memory, cell), difference) in bytes.Zip(printed).Zip(percent))
            Assert.Equal(difference, Math.Round(100 * (memory / Math.Pow(2, 30) / cell - 1), 1), 0.05);
        Assert.All(percent, difference => Assert.InRange(Math.Abs(difference), 0, 12));
    }
}
