using Sizing.Explain;

namespace Sizing.Inference;

/// <summary>A <see cref="Serving"/> as names and values, for an address, a form or a file; a setting that is left to the engine is not written.</summary>
public static class ServingText
{
    /// <summary>Writes a serving whose model is of the catalog.</summary>
    /// <exception cref="SizingException">The serving has a setting that text does not carry, such as logged figures.</exception>
    public static IReadOnlyList<(string Name, string Value)> Write(Serving serving)
    {
        ArgumentNullException.ThrowIfNull(serving);
        if (!IsCarried(serving))
            throw new SizingException("A serving is written as text without logged figures, adapters, images, shared prefixes, offload and redundant experts; leave them out.");
        return SettingText.Given(
            ("model", serving.Model.Name),
            ("gpu", serving.Gpu.Name),
            ("gpus", SettingText.Of(serving.Gpus ?? serving.Plan?.Gpus)),
            ("plan", serving.Plan?.ToString()),
            ("engine", serving.Engine is { } engine ? $"{engine.Name}@{engine.Version}" : null),
            ("weights", serving.Weights is { } weights ? WeightFormat.Parse(weights.Name).Name : null),
            ("kv", serving.KvCache?.Name),
            ("context", SettingText.Of(serving.Context)),
            ("input", SettingText.Of(serving.Input)),
            ("output", SettingText.Of(serving.Output)),
            ("concurrency", SettingText.Of(serving.Concurrency)),
            ("utilization", SettingText.Of(serving.Utilization)),
            ("max-sequences", SettingText.Of(serving.MaxSequences)),
            ("batched-tokens", SettingText.Of(serving.BatchedTokens)),
            ("price", SettingText.Of(serving.Prices.RentPerGpuHour)));
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <param name="settings">The values by name.</param>
    /// <param name="model">Finds a model; by default <see cref="Catalog.Model"/>.</param>
    /// <exception cref="SizingException">A name is missing, or a value is not understood.</exception>
    public static Serving Read(IReadOnlyDictionary<string, string> settings, Func<string, ModelSpec>? model = null)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var text = new SettingText(settings);
        return new((model ?? Catalog.Model)(text.Required("model")), Catalog.Gpu(text.Required("gpu")))
        {
            Gpus = text.Whole("gpus"),
            Plan = text["plan"] is { } plan ? ServingPlan.Parse(plan) : null,
            Engine = text["engine"] is { } engine ? ServingEngine.Parse(engine) : null,
            Weights = text["weights"] is { } weights ? WeightFormat.Parse(weights) : null,
            KvCache = text["kv"] is { } kv ? DataType.Parse(kv) : null,
            Context = text.Whole("context"),
            Input = text.Whole("input"),
            Output = text.Whole("output"),
            Concurrency = text.Whole("concurrency") ?? 1,
            Utilization = text.Number("utilization"),
            MaxSequences = text.Whole("max-sequences"),
            BatchedTokens = text.Whole("batched-tokens"),
            Prices = new() { RentPerGpuHour = text.Number("price") },
        };
    }

    /// <summary>Whether nothing is set but what <see cref="Write"/> writes.</summary>
    private static bool IsCarried(Serving serving) => new Serving(serving.Model, serving.Gpu) == serving with
    {
        Gpus = null,
        Plan = null,
        Engine = null,
        Weights = null,
        KvCache = null,
        Context = null,
        Input = null,
        Output = null,
        Concurrency = 1,
        Utilization = null,
        MaxSequences = null,
        BatchedTokens = null,
        Prices = serving.Prices with { RentPerGpuHour = null },
    };
}
