using Sizing.Tool.Accuracy;

namespace Sizing.Tool.Verify;

/// <summary>Predicts what follows from other figures with those figures taken from the log, so that one wrong term does not hide another.</summary>
internal sealed class LoggedTerms
{
    private static readonly string[] OfPool = ["kv_capacity_tokens", "kv_blocks", "max_concurrency"];

    private readonly ServingEstimate? fromTerms;
    private readonly ServingEstimate? fromPool;

    internal LoggedTerms(EngineLog log, Serving serving)
    {
        Bytes? Logged(string quantity) => log.Figure(quantity) is { } figure ? new((long)figure.Value) : null;
        var terms = new ServingMeasurements
        {
            Usable = log.Number("total_gib") is { } gib and < 1e6 ? Bytes.FromGiB(gib) : null,
            Weights = Logged("weights_bytes"),
            Activations = Logged("activation_bytes"),
            NonTorch = Logged("non_torch_bytes"),
            Graphs = Logged("graph_bytes"),
        };
        if (terms.Weights is not null && terms.Activations is not null)
            fromTerms = Estimate(serving with { Measured = terms });
        if (Logged("kv_pool_bytes") is { } pool)
            fromPool = Estimate(serving with { Measured = terms with { KvPool = pool } });
    }

    /// <summary>The prediction, or null where no other logged figure enters.</summary>
    internal double? Predict(string quantity) => quantity switch
    {
        "kv_pool_bytes" when fromTerms is not null => ServingReplay.Of(quantity, fromTerms),
        _ when OfPool.Contains(quantity) && fromPool is not null => ServingReplay.Of(quantity, fromPool),
        _ => null,
    };

    private static ServingEstimate? Estimate(Serving serving)
    {
        try
        {
            return serving.Estimate();
        }
        catch (SizingException)
        {
            return null;
        }
    }
}
