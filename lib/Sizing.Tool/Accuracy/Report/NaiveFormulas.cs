namespace Sizing.Tool.Accuracy.Report;

/// <summary>
/// The simple sums of articles on the same rows: two bytes a parameter, 2 · L · H · 2 bytes of KV cache a token, the rest of the nominal memory for
/// the cache, the roofline at peak rates, the rated power, 16 bytes a parameter to train.
/// </summary>
internal static class NaiveFormulas
{
    private const double BytesPerParameter = 2;
    private const double TrainedBytesPerParameter = 16;
    private const int Block = 16;

    /// <summary>The prediction in the unit of the quantity, or null where there is no common simple sum for it.</summary>
    internal static double? Predict(Measurement row, ModelSpec model)
    {
        var (parameters, active) = (model.Parameters.Total, model.Parameters.Active);
        var ranks = (row.Whole("tp") ?? 1) * (double)(row.Whole("pp") ?? 1);
        var weights = BytesPerParameter * parameters;
        var gpu = Gpu(row);
        var sequences = row.Number("concurrency") ?? row.Number("batch") ?? 1;
        double? pool = gpu is null || row.Number("utilization") is not { } share ? null : share * gpu.NominalMemory.Count - weights / ranks;
        var tokens = pool * ranks / RulesOfThumb.KvBytesPerTokenOfA2(model.Layers.Count, model.HiddenSize).Count;
        var step = gpu is null ? null : BytesPerParameter * active / (gpu.BandwidthBytesPerSecond * ranks) as double?;
        var flops = gpu is { Peak.Bf16.IsKnown: true } ? gpu.Peak.Bf16.FlopsPerSecond : (double?)null;
        var watts = gpu?.TdpWatts * (row.Whole("gpus") ?? ranks);
        return row.Quantity switch
        {
            "weights_bytes" or "checkpoint_bytes" => weights / ranks,
            "kv_pool_bytes" => pool,
            "kv_capacity_tokens" => tokens,
            "kv_blocks" => tokens / Block,
            "max_concurrency" or "max_batch" => tokens / (row.Whole("max_model_len") ?? row.Whole("context")),
            "kv_bytes" => RulesOfThumb.KvBytesPerTokenOfA2(model.Layers.Count, model.HiddenSize).Count * row.Number("context") * sequences,
            "tpot_ms" => 1000 * step,
            "ttft_ms" => 1000 * 2 * active * row.Number("input_tokens") / (flops * ranks),
            "output_tokens_per_second" or "decode_tokens_per_second" => sequences / step,
            "prefill_tokens_per_second" => flops * ranks / (2.0 * active),
            "power_w" => watts,
            "joules_per_token" => watts * step / sequences,
            "peak_allocated_bytes" or "device_bytes" or "reserved_bytes" => row.Text("method") == "full"
                ? TrainedBytesPerParameter * parameters / (row.Whole("gpus") ?? 1)
                : row.Text("method") == "lora" ? weights : null,
            "tokens_per_second_per_gpu" => flops / (6.0 * active),
            _ => null,
        };
    }

    private static GpuSpec? Gpu(Measurement row)
    {
        try
        {
            return row.Gpu.Length > 0 ? Catalog.Gpu(row.Gpu) : null;
        }
        catch (SizingException)
        {
            return null;
        }
    }
}
