using Sizing.Training.Published;

namespace Sizing.Tests.Training;

/// <summary>
/// GaLore's Table 1 exactly, and its Table 2 for LLaMA models of the paper (V = 32000, untied), whose printed memory follows only
/// roughly from Table 1: no cell differs by more than 12 %.
/// </summary>
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

    /// <summary>Table 2, memory in G (GiB within the 12 %): full rank, GaLore, low rank.</summary>
    [Theory]
    [InlineData(8, 512, 1376, 128, 0.36, 0.24, 0.26)]
    [InlineData(12, 768, 2048, 256, 0.76, 0.52, 0.54)]
    [InlineData(24, 1024, 2736, 256, 2.06, 1.22, 1.08)]
    [InlineData(24, 2048, 5461, 512, 7.80, 4.38, 3.57)]
    public void Table_2_is_met_within_12_percent(int layers, long hidden, long width, long rank, double full, double galore, double lowRank)
    {
        var plain = 2 * Vocabulary * hidden;
        var matrices = layers * (4 * hidden * hidden + 3 * hidden * width);
        var galoreStates = layers * (4 * GaLoreMatrix.GaLoreStates(hidden, hidden, rank) + 3 * GaLoreMatrix.GaLoreStates(hidden, width, rank));
        var factors = layers * (4 * GaLoreMatrix.LowRankWeights(hidden, hidden, rank) + 3 * GaLoreMatrix.LowRankWeights(hidden, width, rank));

        AssertWithin(full, 2 * (matrices + plain) + 4 * (matrices + plain));
        AssertWithin(galore, 2 * (matrices + plain) + 2 * galoreStates + 4 * plain);
        AssertWithin(lowRank, 6 * (factors + plain));
    }

    /// <summary>The paper does not say whether its G are GB or GiB; the nearer reading counts.</summary>
    private static void AssertWithin(double printed, long bytes) => Assert.InRange(
        Math.Min(Math.Abs(bytes / 1e9 / printed - 1), Math.Abs(bytes / Math.Pow(2, 30) / printed - 1)), 0, 0.12);
}
