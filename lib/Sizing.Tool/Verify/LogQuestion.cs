namespace Sizing.Tool.Verify;

/// <summary>A log with the deployment it is about.</summary>
/// <param name="Name">The name of the file.</param>
/// <param name="Log">What the log says.</param>
/// <param name="Columns">The deployment, in the columns of the measurements.</param>
/// <param name="Given">The columns that the caller gave.</param>
internal sealed record LogQuestion(string Name, EngineLog Log, IReadOnlyDictionary<string, string> Columns, IReadOnlyCollection<string> Given)
{
    /// <summary>What the reader should know about the reading, one sentence each.</summary>
    internal IReadOnlyList<string> Notes { get; private init; } = [];

    /// <summary>Reads a log and what the caller says beside it.</summary>
    /// <exception cref="SizingException">The log cannot be read, or model or GPU is known from neither.</exception>
    internal static LogQuestion Read(string path, IReadOnlyDictionary<string, string> given)
    {
        var log = EngineLogs.Read(path);
        var columns = LogSettings.Of(log, given);
        var missing = Missing(log, columns).ToList();
        if (missing.Count > 0)
            throw new SizingException($"'{path}' does not name {string.Join(", nor ", missing)}.");
        var model = given.TryGetValue("model", out var asked) ? Catalog.Model(asked) : LoggedNames.Model(columns["model"]);
        columns["model"] = asked ?? model.Name;
        var gpu = given.ContainsKey("gpu") ? Catalog.Gpu(columns["gpu"]) : LoggedNames.Gpu(columns["gpu"]);
        if (log.Number("total_gib") is { } total && LoggedNames.IsOfOther(gpu, total))
            throw new SizingException($"'{path}' states {total:0.00} GiB of device memory, and a process on a {gpu.Name} sees {gpu.UsableMemory.InGiB:0.00} GiB; give the --gpu that the log is of{LoggedNames.Choice(total)}.");
        columns["gpu"] = gpu.Name;
        columns.TryAdd("weights_format", LogSettings.Weights(log, model));
        return new(Path.GetFileName(path), log, columns, [.. given.Keys]) { Notes = [.. NotesOf(log, columns)] };
    }

    /// <summary>Whether the log itself states everything, the version included.</summary>
    internal bool IsWholeFromLog => Given.Count == 0 && Columns["engine_version"].Length > 0;

    private static IEnumerable<string> Missing(EngineLog log, Dictionary<string, string> columns)
    {
        if (columns["model"].Length == 0)
            yield return "the model: give --model";
        if (columns["gpu"].Length == 0)
            yield return $"the GPU: give --gpu{(log.Number("total_gib") is { } total ? LoggedNames.Choice(total) : "")}";
    }

    private static IEnumerable<string> NotesOf(EngineLog log, Dictionary<string, string> columns)
    {
        if (log.Others.Count > 0)
            yield return $"The file also holds figures of {string.Join(" and ", log.Others)}, which are left out; give each engine's log in a file of its own.";
        if (columns["engine_version"].Length == 0)
            yield return $"The log does not state the version of {log.Engine}; the newest known is taken, or give --engine {log.Engine}@VERSION.";
        if (log.Engine != "llamacpp" && columns["utilization"].Length == 0)
            yield return $"The log does not state the memory fraction; the default of {log.Engine} is taken, or give --utilization.";
        if (log.Setting("enforce_eager") == "True")
            yield return "CUDA graphs are off (enforce_eager), and a prediction of them does not apply.";
        if (log.Number("layers_on_gpu") is { } some && log.Number("layers") is { } all && some < all)
            yield return $"{all - some:0} of {all:0} layers are on the CPU, the output counted as one, and so are they in the predictions.";
    }
}
