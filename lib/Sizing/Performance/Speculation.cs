using Sizing.Explain;

namespace Sizing.Performance;

/// <summary>What drafted tokens bring. The draft's own time is left out: it is a small model or an extra head.</summary>
public static class Speculation
{
    /// <summary>Tokens that a step yields on average.</summary>
    /// <param name="accepted">a: chance that a drafted token is accepted, given that those before it were.</param>
    /// <param name="drafted">g: drafted tokens.</param>
    [Formula("(1 − a^(g + 1)) / (1 − a)")]
    [Source("Leviathan, Kalman and Matias 2022, Fast Inference from Transformers via Speculative Decoding", "https://arxiv.org/abs/2211.17192, equation 1")]
    public static double TokensOfStep(double accepted, int drafted) =>
        accepted >= 1 ? drafted + 1 : (1 - Math.Pow(accepted, drafted + 1)) / (1 - accepted);

    /// <summary>Seconds between two tokens of a sequence.</summary>
    /// <param name="step">t: seconds of a step.</param>
    /// <param name="yield">n: tokens that a step yields for a sequence.</param>
    [Formula("t / n")]
    [Source("Leviathan, Kalman and Matias 2022, Fast Inference from Transformers via Speculative Decoding", "https://arxiv.org/abs/2211.17192, theorem 3.8, the draft's time left out")]
    public static double TimePerToken(double step, double yield) => step / yield;
}
