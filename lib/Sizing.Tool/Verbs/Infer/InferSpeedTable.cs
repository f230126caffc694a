using Sizing.Notebook;
using Sizing.Performance;

namespace Sizing.Tool.Verbs.Infer;

/// <summary>Times, rates and energy as a table.</summary>
internal static class InferSpeedTable
{
    internal static Table Of(ServingSpeed speed) => Rows(speed).Select(row => new { row.Figure, row.Typical, row.Low, row.High }).ToTable(
        $"Speed with prompts of {speed.Model.Request.Input:N0} tokens and answers of {speed.Model.Request.Output:N0}");

    private static IEnumerable<(string Figure, string Typical, string Low, string High)> Rows(ServingSpeed speed)
    {
        yield return Row("Time to first token", speed.TimeToFirstToken, 1e3, "ms");
        yield return Row("Time per output token", speed.TimePerOutputToken, 1e3, "ms");
        yield return ("  the data sheet alone", $"{speed.NaiveTimePerOutputToken * 1e3:N1} ms", "", "");
        yield return Row("Output tokens per second", speed.OutputTokensPerSecond, 1, "tokens/s");
        yield return ("  of one user", $"{speed.TokensPerSecondPerUser:N1} tokens/s", "", "");
        yield return ("  at most, all slots taken", $"{speed.MostTokensPerSecond:N0} tokens/s", "", "");
        yield return ("Requests per second", $"{speed.RequestsPerSecond.Typical:N2}", $"{speed.RequestsPerSecond.Low:N2}", $"{speed.RequestsPerSecond.High:N2}");
        yield return ("  at most, all slots taken", $"{speed.MostTokensPerSecond / speed.Model.Work.Answer:N2}", "", "");
        if (speed.Model.Setup.Gpu.TdpWatts is null)
            yield break;
        yield return ("Power of a GPU", $"{speed.GpuPower.Value}", "", "");
        yield return ("Energy of an output token", $"{speed.JoulesPerToken:0.###} J", "", "");
    }

    private static (string, string, string, string) Row(string figure, Interval range, double scale, string unit) =>
        (figure, $"{range.Typical * scale:N1} {unit}", $"{range.Low * scale:N1}", $"{range.High * scale:N1}");
}
