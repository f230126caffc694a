namespace Sizing.Tool.Verbs.Infer;

/// <summary>The parts of the JSON of <c>infer</c> about speed and energy; null where speed is not predicted.</summary>
/// <param name="Latency">Times in milliseconds, each with the range that holds 80 % of the measured rows, which also set the figures.</param>
/// <param name="Throughput">Rates of the whole deployment.</param>
/// <param name="Energy">Power and energy of the GPUs.</param>
/// <param name="Cost">What tokens cost, rented and owned.</param>
/// <param name="Targets">What is answered within the targets of latency; null without targets.</param>
internal sealed record InferSpeedJson(object Latency, object Throughput, object? Energy, object? Cost, object? Targets)
{
    internal static InferSpeedJson Of(ServingSpeed speed) => new(
        new
        {
            TimeToFirstTokenMs = Round(speed.TimeToFirstToken.Typical),
            TimeToFirstTokenLowMs = Round(speed.TimeToFirstToken.Low),
            TimeToFirstTokenHighMs = Round(speed.TimeToFirstToken.High),
            TimePerOutputTokenMs = Round(speed.TimePerOutputToken.Typical),
            TimePerOutputTokenLowMs = Round(speed.TimePerOutputToken.Low),
            TimePerOutputTokenHighMs = Round(speed.TimePerOutputToken.High),
            NaiveTimePerOutputTokenMs = Round(speed.NaiveTimePerOutputToken),
            RequestMs = Round(speed.RequestTime.Typical),
        },
        new
        {
            OutputTokensPerSecond = Math.Round(speed.OutputTokensPerSecond.Typical, 2),
            OutputTokensPerSecondLow = Math.Round(speed.OutputTokensPerSecond.Low, 2),
            OutputTokensPerSecondHigh = Math.Round(speed.OutputTokensPerSecond.High, 2),
            RequestsPerSecond = Math.Round(speed.RequestsPerSecond.Typical, 4),
            TokensPerSecondPerUser = Math.Round(speed.TokensPerSecondPerUser, 2),
            TokensPerSecondPerGpu = Math.Round(speed.TokensPerSecondPerGpu, 2),
            MostOutputTokensPerSecond = Math.Round(speed.MostTokensPerSecond, 2),
            MostRequestsPerSecond = Math.Round(speed.MostTokensPerSecond / speed.Model.Work.Answer, 4),
            SequencesAtMost = Math.Round(speed.Slots, 2),
        },
        speed.Model.Setup.Gpu.TdpWatts is null ? null : new
        {
            JoulesPerToken = Math.Round(speed.JoulesPerToken, 4),
            WattsPerGpu = Math.Round(speed.GpuPower.Value.Value, 1),
        },
        InferCostJson.Of(speed),
        speed.Model.Setup.Asked.Load.HasTargets ? TargetsOf(speed.Targets()) : null);

    private static object TargetsOf(ServingTargets targets) => new
    {
        Met = targets.AreMet,
        RequestsPerSecond = Math.Round(targets.RequestsPerSecond, 4),
        OutputTokensPerSecond = Math.Round(targets.OutputTokensPerSecond, 2),
        Sequences = Math.Round(targets.Sequences, 2),
        TimeToFirstTokenMs = Round(targets.Point.TimeToFirstToken),
        TimePerOutputTokenMs = Round(targets.Point.TimePerToken),
        targets.DeploymentsForRate,
    };

    private static double Round(double seconds) => Math.Round(seconds * 1e3, 3);
}
