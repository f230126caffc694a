using Sizing.Notebook.Measured;

namespace Sizing.Tool.Accuracy.Report;

/// <summary>A replayed row as the report groups it.</summary>
/// <param name="Replayed">The row with its prediction.</param>
/// <param name="Measured">The same as a row of <c>data/measurements/predictions.csv</c>.</param>
/// <param name="Family">The <c>model_type</c> of the model; empty where the model is unknown.</param>
internal sealed record ReportRow(Replayed Replayed, MeasuredRow Measured, string Family)
{
    private static readonly Dictionary<string, string[]> Groups = new()
    {
        ["files"] = ["gguf_bytes", "bits_per_weight", "checkpoint_bytes"],
        ["serving memory"] = ["weights_bytes", "activation_bytes", "non_torch_bytes", "graph_bytes", "kv_pool_bytes", "kv_bytes", "kv_bytes_per_token", "state_bytes", "compute_buffer_bytes", "total_bytes"],
        ["serving capacity"] = ["kv_capacity_tokens", "kv_blocks", "max_concurrency", "max_batch", "recommended_gpus"],
        ["latency"] = ["tpot_ms", "ttft_ms", "all_reduce_ms"],
        ["throughput"] = ["output_tokens_per_second", "decode_tokens_per_second", "prefill_tokens_per_second"],
        ["power and energy"] = ["power_w", "joules_per_token"],
        ["training speed"] = ["mfu", "tokens_per_second_per_gpu", "step_seconds", "layer_seconds", "gpu_hours", "days"],
    };

    /// <summary>What the quantity belongs to: memory, capacity, latency and so on.</summary>
    internal string Group => Measured.Group;

    /// <summary>The rows of a file that count, those of certainty high and medium.</summary>
    internal static IEnumerable<ReportRow> Of(MeasurementFile file) => Of(AccuracyReport.Of(file), file);

    /// <summary>The rows that count of a file that was replayed.</summary>
    internal static IEnumerable<ReportRow> Of(AccuracyReport report, MeasurementFile file)
    {
        var models = new TrainingModels(file.Models);
        return report.Rows.Where(row => !row.Row.IsUncertain).Select(row => Of(row, models)).ToList();
    }

    private static ReportRow Of(Replayed row, TrainingModels models)
    {
        var model = Model(row.Row, models);
        var measured = new MeasuredRow(
            row.Row.Id, GroupOf(row.Row), row.Row.Quantity, row.Row.Model, EngineOf(row.Row), GpuOf(row.Row), row.Row.Value,
            row.Predicted, model is null ? null : NaiveFormulas.Predict(row.Row, model), row.Declined ?? "");
        return new(row, measured, model?.ModelType ?? "");
    }

    /// <summary>The name in the catalog, else the one of the row.</summary>
    private static string GpuOf(Measurement row)
    {
        try
        {
            return row.Gpu.Length > 0 ? Catalog.Gpu(row.Gpu).Name : "";
        }
        catch (SizingException)
        {
            return row.Gpu;
        }
    }

    private static string EngineOf(Measurement row) => row.Text("engine") is { Length: > 0 } engine ? engine : row.Text("framework");

    private static string GroupOf(Measurement row) =>
        row.Text("framework").Length + row.Text("method").Length > 0 && !Groups["training speed"].Contains(row.Quantity)
            ? "training memory"
            : Groups.FirstOrDefault(group => group.Value.Contains(row.Quantity)).Key ?? "training memory";

    private static ModelSpec? Model(Measurement row, TrainingModels models)
    {
        try
        {
            return models.Of(row);
        }
        catch (SizingException)
        {
            return null;
        }
    }
}
