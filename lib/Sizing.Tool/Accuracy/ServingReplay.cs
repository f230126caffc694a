namespace Sizing.Tool.Accuracy;

/// <summary>Replays rows about memory and capacity of a serving engine. Memory is that of the first pipeline stage, whose log the rows hold.</summary>
/// <param name="models">Finds the models of the rows.</param>
internal sealed class ServingReplay(MeasuredModels models) : IReplay
{
    private static readonly Dictionary<string, Func<ServingEstimate, double>> Quantities = new()
    {
        ["weights_bytes"] = estimate => estimate.Stages[0].Weights.Value.Value,
        ["activation_bytes"] = estimate => estimate.Stages[0].Activations.Value.Value,
        ["non_torch_bytes"] = estimate => estimate.Stages[0].NonTorch.Value.Value,
        ["graph_bytes"] = estimate => estimate.Stages[0].Graphs.Value.Value,
        ["kv_pool_bytes"] = estimate => estimate.Stages[0].KvPool.Value.Value,
        ["kv_capacity_tokens"] = estimate => estimate.CapacityTokens,
        ["kv_blocks"] = estimate => estimate.Kv.Blocks,
        ["max_concurrency"] = estimate => estimate.MaxConcurrency,
        ["compute_buffer_bytes"] = estimate => estimate.Stages[0].Activations.Value.Value,
        ["max_batch"] = estimate => Math.Floor(estimate.MaxConcurrency),
    };

    public bool Knows(Measurement row) => Quantities.ContainsKey(row.Quantity);

    public double Predict(Measurement row) => Quantities[row.Quantity](MeasuredServing.Of(row, models.Of(row)).Estimate());

    /// <summary>A quantity as an estimate has it, or null where it has none of the name.</summary>
    internal static double? Of(string quantity, ServingEstimate estimate) => Quantities.GetValueOrDefault(quantity)?.Invoke(estimate);
}
