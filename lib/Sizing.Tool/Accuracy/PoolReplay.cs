namespace Sizing.Tool.Accuracy;

/// <summary>Capacities of vLLM replayed from the pool that the same start logged, so that only the layout of the cache is predicted.</summary>
internal static class PoolReplay
{
    private static readonly string[] Settings = ["max_model_len", "kv_dtype", "max_num_seqs", "max_batched_tokens", "utilization", "context"];

    /// <summary>Predicted over measured, for every row that has such a pool.</summary>
    internal static IEnumerable<(Measurement Row, double Ratio)> Of(MeasurementFile file) =>
        from row in file.Rows
        where row.Quantity is "kv_capacity_tokens" or "kv_blocks" or "max_concurrency" && row.Text("engine") == "vllm" && !row.IsUncertain
        let pools = row.Run.Where(other => other.Quantity == "kv_pool_bytes" && Settings.All(column => other.Text(column) == row.Text(column))).ToList()
        where pools.Count == 1
        let serving = MeasuredServing.Of(row, file.Models.Of(row)) with { Measured = new() { KvPool = new((long)pools[0].Value) } }
        select (row, ServingReplay.Of(row.Quantity, serving.Estimate())!.Value / row.Value);
}
