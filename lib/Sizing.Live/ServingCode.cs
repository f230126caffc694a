using static Sizing.Live.CellCode;

namespace Sizing.Live;

/// <summary>A serving as the C# of a notebook cell.</summary>
internal static class ServingCode
{
    internal static string Of(Serving serving) => CellCode.Of(
        "serving", $"new Serving(Catalog.Model({Quoted(serving.Model.Name)}), Catalog.Gpu({Quoted(serving.Gpu.Name)}))",
        [
            (nameof(Serving.Gpus), Number(serving.Gpus)),
            (nameof(Serving.Plan), serving.Plan is { } plan ? $"ServingPlan.Parse({Quoted(plan.ToString())})" : null),
            (nameof(Serving.Engine), serving.Engine is { } engine ? $"ServingEngine.Parse({Quoted($"{engine.Name}@{engine.Version}")})" : null),
            (nameof(Serving.Weights), serving.Weights is { } weights ? $"WeightFormat.Parse({Quoted(weights.Name)})" : null),
            (nameof(Serving.KvCache), serving.KvCache is { } type ? $"DataType.Parse({Quoted(type.Name)})" : null),
            (nameof(Serving.Context), Number(serving.Context)),
            (nameof(Serving.Input), Number(serving.Input)),
            (nameof(Serving.Output), Number(serving.Output)),
            (nameof(Serving.Concurrency), Number(serving.Concurrency)),
            (nameof(Serving.Utilization), Number(serving.Utilization)),
            (nameof(Serving.MaxSequences), Number(serving.MaxSequences)),
            (nameof(Serving.BatchedTokens), Number(serving.BatchedTokens)),
            (nameof(Serving.Prices), serving.Prices.RentPerGpuHour is { } rent ? $"new() {{ {nameof(ServingPrices.RentPerGpuHour)} = {Number(rent)} }}" : null),
        ]);
}
