using Sizing.Explain;

namespace Sizing.Training.Published;

/// <summary>Parameters, FLOPs and days of GPT training as Narayanan et al. compute them.</summary>
public static class GptTraining
{
    private const string Paper = "Narayanan et al., arXiv:2104.04473";
    private const double SecondsPerDay = 86_400;

    /// <summary>Parameters of a GPT.</summary>
    /// <param name="layers">L: layers.</param>
    /// <param name="hidden">h: hidden size.</param>
    /// <param name="vocabulary">V: vocabulary.</param>
    /// <param name="sequence">s: sequence length.</param>
    [Formula("12 · L · h² · (1 + 13 / (12 · h) + (V + s) / (12 · L · h))")]
    [Source(Paper, "Eq. 2")]
    public static double Parameters(double layers, double hidden, double vocabulary, double sequence) =>
        12 * layers * hidden * hidden * (1 + 13 / (12 * hidden) + (vocabulary + sequence) / (12 * layers * hidden));

    /// <summary>Hardware FLOPs of a batch with full recomputation, causal masks not halved.</summary>
    /// <param name="batch">B: sequences.</param>
    /// <param name="sequence">s: sequence length.</param>
    /// <param name="layers">L: layers.</param>
    /// <param name="hidden">h: hidden size.</param>
    /// <param name="vocabulary">V: vocabulary.</param>
    [Formula("96 · B · s · L · h² · (1 + s / (6 · h) + V / (16 · L · h))")]
    [Source(Paper, "Eq. 3")]
    public static double FlopsWithRecompute(double batch, double sequence, double layers, double hidden, double vocabulary) =>
        96 * batch * sequence * layers * hidden * hidden * (1 + sequence / (6 * hidden) + vocabulary / (16 * layers * hidden));

    /// <summary>Days of end-to-end training with full recomputation.</summary>
    /// <param name="tokens">T: tokens of the training set.</param>
    /// <param name="parameters">P: parameters.</param>
    /// <param name="gpus">n: GPUs.</param>
    /// <param name="flopsPerSecond">X: achieved FLOP/s per GPU.</param>
    [Formula("8 · T · P / (n · X) / 86400")]
    [Source(Paper, "Eq. 4")]
    public static double Days(double tokens, double parameters, int gpus, double flopsPerSecond) =>
        8 * tokens * parameters / (gpus * flopsPerSecond) / SecondsPerDay;
}
