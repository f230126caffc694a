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
        ["total_bytes"] = Total,
        ["max_batch"] = estimate => Math.Floor(estimate.MaxConcurrency),
    };

    public bool Knows(Measurement row) => Quantities.ContainsKey(row.Quantity);

    public double Predict(Measurement row)
    {
        var serving = MeasuredServing.Of(row, models.Of(row));
        var estimate = (row.Notes("+ MTP") ? serving with { Load = new() { Drafted = 1 } } : serving).Estimate();
        return Contradiction(row, estimate) is { } reason ? throw new SizingException(reason) : Quantities[row.Quantity](estimate);
    }

    /// <summary>What a process holds: the whole pool, where the engine reserves one.</summary>
    private static double Total(ServingEstimate estimate) => estimate.Stages[0].Paid.Sum(term => term.Value.Value)
        + (estimate.Setup.Engine.Kind is EngineKind.LlamaCpp or EngineKind.Transformers ? estimate.Kv.Requested : estimate.Stages[0].KvPool).Value.Value;

    /// <summary>What the source leaves out, where what it states cannot have run on its GPU.</summary>
    private static string? Contradiction(Measurement row, ServingEstimate estimate) => row.Quantity switch
    {
        "kv_capacity_tokens" when estimate.KvPool <= Bytes.Zero =>
            $"nothing is left for the cache at the memory share that {estimate.Setup.Engine.Name} takes by default, and the source does not state its own",
        "weights_bytes" when estimate.Weights > estimate.Usable =>
            $"weights of the stated format ({estimate.Setup.Weights}) are more than the GPU holds, so that something else was loaded",
        _ => null,
    };

    /// <summary>A quantity as an estimate has it, or null where it has none of the name.</summary>
    internal static double? Of(string quantity, ServingEstimate estimate) => Quantities.GetValueOrDefault(quantity)?.Invoke(estimate);
}
