using System.Globalization;
using Sizing.Quantities;

namespace Sizing.Tool.Verify;

/// <summary>What a log says about the deployment, in the columns of the measurements; what a person says takes the place of it.</summary>
internal static class LogSettings
{
    private static readonly Dictionary<string, string[]> Names = new()
    {
        ["model"] = ["model", "model_path"],
        ["tp"] = ["tensor_parallel_size", "tp_size"],
        ["pp"] = ["pipeline_parallel_size", "pp_size", "gpus"],
        ["dp"] = ["data_parallel_size", "dp_size"],
        ["ep"] = ["ep_size"],
        ["utilization"] = ["gpu_memory_utilization", "mem_fraction_static"],
        ["max_model_len"] = ["max_model_len", "max_seq_len", "context_length", "context_len", "n_ctx"],
        ["max_num_seqs"] = ["max_num_seqs", "max_running_requests"],
        ["max_batched_tokens"] = ["max_num_batched_tokens", "chunked_prefill_size", "n_ubatch"],
        ["gpu"] = ["gpu"],
    };

    private static readonly string[] Counts = ["tp", "pp", "dp", "ep", "max_model_len", "max_num_seqs", "max_batched_tokens"];

    /// <summary>The columns that the log and the caller fill.</summary>
    /// <param name="log">The log.</param>
    /// <param name="given">What the caller says, by column.</param>
    internal static Dictionary<string, string> Of(EngineLog log, IReadOnlyDictionary<string, string> given)
    {
        var columns = new Dictionary<string, string> { ["engine"] = log.Engine, ["engine_version"] = Version(log), ["kv_dtype"] = CacheType(log) };
        foreach (var (column, names) in Names)
            columns[column] = names.Select(log.Setting).FirstOrDefault(text => text is not null) ?? "";
        foreach (var column in Counts)
            columns[column] = columns[column].Replace(",", "", StringComparison.Ordinal);
        if (log.Setting("enable_dp_attention") == "True")
            (columns["attention_dp"], columns["dp"]) = (columns["dp"], "1");
        if (log.Setting("enable_expert_parallel") == "True")
            columns["ep"] = Product(columns, "tp", "dp");
        foreach (var (column, text) in given)
            columns[column] = text;
        columns["gpus"] = Product(columns, "tp", "pp", "dp");
        return columns;
    }

    /// <summary>How the weights are stored where the model's own files do not say; empty means as in the files.</summary>
    internal static string Weights(EngineLog log, ModelSpec model) => log.Setting("quantization") switch
    {
        _ when log.Number("file_type") is { } id => $"gguf:{(GgufFileTypes.WithId((int)Math.Min(id, int.MaxValue)) ?? throw new SizingException($"The file type {id} is unknown; give --weights.")).Name}",
        null when log.Setting("dtype") is { } type && model.QuantizationConfig is null => DataType.Parse(type.Replace("torch.", "", StringComparison.Ordinal)).Name,
        { } name when model.QuantizationConfig is null => name.Replace("_marlin", "", StringComparison.Ordinal),
        _ => "",
    };

    private static string Version(EngineLog log) =>
        log.Setting("build") is { } build ? $"0.0.{build}" : log.Setting("engine_version") ?? "";

    private static string CacheType(EngineLog log) => (log.Setting("kv_cache_dtype") ?? log.Setting("kv_type")) switch
    {
        null => "",
        "f16" => "fp16",
        { } text when text.StartsWith("fp8", StringComparison.Ordinal) => "fp8",
        { } text => text,
    };

    private static string Product(Dictionary<string, string> columns, params string[] factors) =>
        factors.Aggregate(1L, (product, name) => product * Math.Max(1, Whole(columns.GetValueOrDefault(name)))).ToString(CultureInfo.InvariantCulture);

    private static long Whole(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? Math.Min(number, 100_000) : 1;
}
