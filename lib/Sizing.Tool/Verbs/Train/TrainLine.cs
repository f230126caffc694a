using System.Globalization;

namespace Sizing.Tool.Verbs.Train;

/// <summary>The <c>train</c> that answers a run of <c>plan train</c> in the same numbers.</summary>
internal static class TrainLine
{
    internal static string Of(TrainingDeployment deployment)
    {
        var (run, plan) = (deployment.Run, deployment.Run.Plan);
        string[] words =
        [
            "sizing train --model", run.Model.Name, "--gpu", run.Gpu.Name, "--framework", run.Framework.Name, "--method", deployment.Method.ToString().ToLowerInvariant(),
            "--precision", run.Precision switch { TrainingPrecision.Fp8 => "fp8", TrainingPrecision.Bf16 => "bf16", _ => "bf16-mixed" },
            "--optimizer", run.Optimizer.Name,
            .. run.Base is { } format ? ["--base", format.Name] : Array.Empty<string>(), .. run.Adapter is { } adapter ? ["--lora-rank", Text(adapter.Rank)] : Array.Empty<string>(),
            "--recompute", run.Recompute.ToString().ToLowerInvariant(), .. run.Loss is { } loss ? ["--loss", loss.ToString().ToLowerInvariant()] : Array.Empty<string>(),
            "--seq", Text(run.Sequence), "--micro-batch", Text(run.MicroBatch), "--global-batch", Text(run.GlobalBatch),
            "--dp", Text(plan.Data), .. Degree("--tp", plan.Tensor), .. Degree("--pp", plan.Pipeline), .. Degree("--vpp", plan.Virtual), .. Degree("--cp", plan.Context), .. Degree("--ep", plan.Expert),
            "--zero", Text((int)plan.Sharding), .. plan.OffloadOptimizer ? ["--offload", "optimizer"] : Array.Empty<string>(),
            "--tokens", Text(run.Tokens!.Value), .. run.DollarsPerGpuHour is { } rent ? ["--price", Text(rent)] : Array.Empty<string>(),
        ];
        return string.Join(' ', words.Select((word, index) => index > 0 && word.Contains(' ', StringComparison.Ordinal) ? $"\"{word}\"" : word));
    }

    private static IEnumerable<string> Degree(string name, int degree) => degree > 1 ? [name, Text(degree)] : [];

    private static string Text(IConvertible value) => value.ToString(CultureInfo.InvariantCulture);
}
