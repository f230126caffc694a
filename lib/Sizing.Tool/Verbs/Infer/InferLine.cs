using System.Globalization;

namespace Sizing.Tool.Verbs.Infer;

/// <summary>The <c>infer</c> that answers a deployment of <c>plan infer</c> in the same numbers.</summary>
internal static class InferLine
{
    internal static string Of(ServingDeployment deployment) => $"sizing {string.Join(' ', Arguments(deployment).Select(Quoted))}";

    /// <summary>The same, argument by argument.</summary>
    internal static IReadOnlyList<string> Arguments(ServingDeployment deployment)
    {
        var (serving, plan) = (deployment.Serving, deployment.Plan);
        return
        [
            "infer", "--model", serving.Model.Name, "--gpu", serving.Gpu.Name,
            .. Pair("--system", serving.System?.Name),
            .. Degree("--tp", plan.Tensor), .. Degree("--pp", plan.Pipeline), .. Degree("--ep", plan.Expert), .. Degree("--dp", plan.Data),
            .. Pair("--weights", serving.Weights?.Name), .. Pair("--kv", serving.KvCache?.Name),
            .. Pair("--context", serving.Context), .. Pair("--input", serving.Input), .. Pair("--output", serving.Output),
            "--concurrency", Text(serving.Concurrency),
            .. Pair("--engine", serving.Engine is { } engine ? $"{engine.Name}@{engine.Version}" : null),
            .. Pair("--prefix-hit", serving.PrefixHit > 0 ? serving.PrefixHit : null),
            .. Pair("--rate", serving.Load.RequestsPerSecond),
            .. Pair("--target-ttft", serving.Load.TargetFirstTokenSeconds * 1e3), .. Pair("--target-tpot", serving.Load.TargetPerTokenSeconds * 1e3),
        ];
    }

    private static IEnumerable<string> Degree(string name, int degree) => degree > 1 ? [name, Text(degree)] : [];

    private static IEnumerable<string> Pair(string name, IConvertible? value) => value is null ? [] : [name, Text(value)];

    private static string Text(IConvertible value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Quoted(string word) => word.Contains(' ', StringComparison.Ordinal) ? $"\"{word}\"" : word;
}
