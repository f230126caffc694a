using Sizing.Explain;
using Sizing.Inference;
using Sizing.Tool.Accuracy;

namespace Sizing.Tool.Verify;

/// <summary>Says what explains the difference between a prediction and a log.</summary>
/// <param name="serving">The deployment of the log.</param>
/// <param name="logged">Predictions with logged figures as inputs.</param>
/// <param name="rows">Every figure of the log beside its prediction.</param>
internal sealed class Explanation(Serving serving, LoggedTerms logged, IReadOnlyList<Replayed> rows)
{
    private const double Agrees = 0.02;

    /// <summary>Share of what the pool differs by from which on a term explains it.</summary>
    private const double Explains = 0.5;

    private static readonly Dictionary<string, Func<StageMemory, Term>> Terms = new()
    {
        ["weights_bytes"] = stage => stage.Weights,
        ["activation_bytes"] = stage => stage.Activations,
        ["compute_buffer_bytes"] = stage => stage.Activations,
        ["non_torch_bytes"] = stage => stage.NonTorch,
        ["graph_bytes"] = stage => stage.Graphs,
    };

    private static readonly string[] OfBudget = ["weights_bytes", "activation_bytes", "non_torch_bytes"];

    /// <summary>One phrase.</summary>
    internal string Of(Replayed row)
    {
        if (row is not { Error: { } error, Predicted: { } predicted })
            return row.Declined ?? "not predicted";
        if (predicted <= 0)
            return $"the account of {serving.Engine} has no such term";
        if (Math.Abs(error) <= Agrees)
            return "agrees";
        if (logged.Predict(row.Row.Quantity) is { } given && Math.Abs(given / row.Row.Value - 1) is var rest && rest <= Agrees)
            return $"follows from the terms: with the logged ones the prediction is off by {rest:0.0 %}{Largest()}";
        return new VersionLedger(serving).Explain(row) ?? $"not explained{Origin(row.Row.Quantity)}";
    }

    /// <summary>The term that explains the difference of the pool, where one does: what it takes less, the pool has more.</summary>
    private string Largest() =>
        rows.Where(row => OfBudget.Contains(row.Row.Quantity)).MaxBy(row => -Difference(row) / Pool) is { } largest && -Difference(largest) / Pool >= Explains
            ? $"; the largest difference is in {largest.Row.Quantity}, {new Bytes((long)Math.Abs(Difference(largest)!.Value))} {(Difference(largest) < 0 ? "less" : "more")} than logged"
            : "";

    private double? Pool => rows.FirstOrDefault(row => row.Row.Quantity == "kv_pool_bytes") is { } pool ? Difference(pool) : null;

    private static double? Difference(Replayed row) => row.Predicted - row.Row.Value;

    /// <summary>Where the prediction of a term comes from: its source, or its formula.</summary>
    private string Origin(string quantity)
    {
        if (Terms.GetValueOrDefault(quantity) is not { } read)
            return "";
        var term = read(serving.Estimate().Stages[0]);
        return (term.Source?.ToString() ?? term.Formula?.Text) is { Length: > 0 } origin ? $"; predicted from {origin}" : "";
    }
}
