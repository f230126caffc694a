using System.Globalization;
using Sizing.Inference;

namespace Sizing.Planning.Launch;

/// <summary>Puts the words of a command line together.</summary>
internal static class Words
{
    internal const int GpusOfServer = 8;

    internal static string Line(params IEnumerable<string?> words) => string.Join(' ', words.Where(word => !string.IsNullOrEmpty(word)));

    internal static string Flag(string name, long value) => string.Create(CultureInfo.InvariantCulture, $"{name} {value}");

    internal static string Flag(string name, double value) => string.Create(CultureInfo.InvariantCulture, $"{name} {value:0.####}");

    /// <summary>The flag where the degree divides anything.</summary>
    internal static string? Degree(string name, int degree) => degree > 1 ? Flag(name, degree) : null;

    /// <summary>The model as the shell takes it; the files in the asked format where the engine does not convert while it loads.</summary>
    internal static string Model(ServingSetup setup, bool converts) => Quoted(NeedsFiles(setup, converts) ? $"{setup.Model.Name.Split('/')[^1]}-{setup.Weights}" : setup.Model.Name);

    internal static IEnumerable<string> Notes(ServingSetup setup, bool converts)
    {
        if (NeedsFiles(setup, converts))
            yield return $"{setup.Engine.Name} does not convert to {setup.Weights} while it loads: name a checkpoint of {setup.Model.Name} in that format.";
        if (AreApart(setup))
            yield return $"Start {setup.Plan.Data} of them, each on its own {(setup.Gpu.IsAlone ? "server" : "GPUs")}, behind a router.";
        if ((AreApart(setup) ? setup.Plan.Gpus / setup.Plan.Data : setup.Plan.Gpus) > (setup.Gpu.IsAlone ? 1 : GpusOfServer) && setup.Engine.Kind is EngineKind.Vllm)
            yield return "Where the GPUs are in several servers, join them in one Ray cluster first and add --distributed-executor-backend ray.";
    }

    /// <summary>Whether replicas are on several servers with nothing divided between them, so that each is started for itself.</summary>
    internal static bool AreApart(ServingSetup setup) => setup.Plan is { Data: > 1, Expert: 1 } && (setup.Gpu.IsAlone || setup.Plan.Gpus > GpusOfServer);

    internal static string Quoted(string text) => text.All(letter => char.IsLetterOrDigit(letter) || "-_./:".Contains(letter)) ? text : $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    private static bool NeedsFiles(ServingSetup setup, bool converts) =>
        !converts && setup.Asked.Weights is { } asked && asked != WeightFormat.Of(setup.Model) && asked.Name is not ("bf16" or "fp16" or "fp32");
}
