using System.Globalization;

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
        (string Name, string? Value)[] settings =
        [
            ("model", serving.Model.Name),
            ("gpu", serving.Gpu.Name),
            ("gpus", Text(serving.Gpus ?? serving.Plan?.Gpus)),
            ("plan", serving.Plan?.ToString()),
            ("engine", serving.Engine is { } engine ? $"{engine.Name}@{engine.Version}" : null),
            ("weights", serving.Weights is { } weights ? WeightFormat.Parse(weights.Name).Name : null),
            ("kv", serving.KvCache?.Name),
            ("context", Text(serving.Context)),
            ("input", Text(serving.Input)),
            ("output", Text(serving.Output)),
            ("concurrency", Text(serving.Concurrency)),
            ("utilization", serving.Utilization?.ToString("R", CultureInfo.InvariantCulture)),
            ("max-sequences", Text(serving.MaxSequences)),
            ("batched-tokens", Text(serving.BatchedTokens)),
        ];
        return [.. settings.Where(setting => setting.Value is not null).Select(setting => (setting.Name, setting.Value!))];
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <param name="settings">The values by name.</param>
    /// <param name="model">Finds a model; by default <see cref="Catalog.Model"/>.</param>
    /// <exception cref="SizingException">A name is missing, or a value is not understood.</exception>
    public static Serving Read(IReadOnlyDictionary<string, string> settings, Func<string, ModelSpec>? model = null)
    {
        ArgumentNullException.ThrowIfNull(settings);
        model ??= Catalog.Model;
        string? Value(string name) => settings.GetValueOrDefault(name) is { Length: > 0 } text ? text : null;
        string Required(string name) => Value(name) ?? throw new SizingException($"The setting '{name}' is missing.");
        int? Number(string name) => Value(name) is { } text ? Whole(name, text) : null;
        return new(model(Required("model")), Catalog.Gpu(Required("gpu")))
        {
            Gpus = Number("gpus"),
            Plan = Value("plan") is { } plan ? ServingPlan.Parse(plan) : null,
            Engine = Value("engine") is { } engine ? ServingEngine.Parse(engine) : null,
            Weights = Value("weights") is { } weights ? WeightFormat.Parse(weights) : null,
            KvCache = Value("kv") is { } kv ? DataType.Parse(kv) : null,
            Context = Number("context"),
            Input = Number("input"),
            Output = Number("output"),
            Concurrency = Number("concurrency") ?? 1,
            Utilization = Value("utilization") is { } share ? Share(share) : null,
            MaxSequences = Number("max-sequences"),
            BatchedTokens = Number("batched-tokens"),
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
    };

    private static string? Text(int? number) => number?.ToString(CultureInfo.InvariantCulture);

    private static int Whole(string name, string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
        ? number
        : throw new SizingException($"The setting '{name}' is '{text}', which is no whole number from 1 to {int.MaxValue:N0}.");

    private static double Share(string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var share)
        ? share
        : throw new SizingException($"The setting 'utilization' is '{text}', which is no number.");
}
