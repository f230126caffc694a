using Sizing.Explain;

namespace Sizing.Training.Published;

/// <summary>Elements that GaLore and low-rank adaptation hold for one matrix of m × n elements, m ≤ n, at rank r, as GaLore's Table 1 counts them.</summary>
public static class GaLoreMatrix
{
    private const string Paper = "GaLore, arXiv:2403.03507";

    /// <summary>GaLore: the projector and both Adam moments of the projected gradient.</summary>
    /// <param name="m">m: the shorter side.</param>
    /// <param name="n">n: the longer side.</param>
    /// <param name="r">r: rank.</param>
    [Formula("m · r + 2 · n · r")]
    [Source(Paper, "Table 1, optimizer states")]
    public static long GaLoreStates(long m, long n, long r) => m * r + 2 * n * r;

    /// <summary>LoRA: both Adam moments of both factors.</summary>
    /// <param name="m">m: the shorter side.</param>
    /// <param name="n">n: the longer side.</param>
    /// <param name="r">r: rank.</param>
    [Formula("2 · m · r + 2 · n · r")]
    [Source(Paper, "Table 1, optimizer states")]
    public static long LoraStates(long m, long n, long r) => 2 * m * r + 2 * n * r;

    /// <summary>LoRA: the frozen matrix and both factors.</summary>
    /// <param name="m">m: the shorter side.</param>
    /// <param name="n">n: the longer side.</param>
    /// <param name="r">r: rank.</param>
    [Formula("m · n + m · r + n · r")]
    [Source(Paper, "Table 1, weights")]
    public static long LoraWeights(long m, long n, long r) => m * n + LowRankWeights(m, n, r);

    /// <summary>The factors alone, as plain low-rank training keeps them.</summary>
    /// <param name="m">m: the shorter side.</param>
    /// <param name="n">n: the longer side.</param>
    /// <param name="r">r: rank.</param>
    [Formula("m · r + n · r")]
    [Source(Paper, "§5.1, low-rank baseline")]
    public static long LowRankWeights(long m, long n, long r) => m * r + n * r;
}
