using Sizing.Performance;

namespace Sizing.Tool.Verbs;

/// <summary>The part of the JSON of <c>infer</c> about cost, at the rental price of the catalog; null where none is known.</summary>
internal static class InferCostJson
{
    internal static object? Of(ServingSpeed speed)
    {
        var setup = speed.Model.Setup;
        if (Catalog.RentalPerGpuHour(setup.Gpu) is not { } rental)
            return null;
        var hour = rental.Typical * setup.Plan.Gpus;
        return new
        {
            DollarsPerGpuHour = rental.Typical,
            PricesAsOf = rental.Prices.Max(price => price.AsOf),
            DollarsPerMillionOutputTokens = Math.Round(ServingCost.PerMillionTokens(hour, speed.OutputTokensPerSecond.Typical), 4),
            DollarsPerMonth = Math.Round(ServingCost.PerMonth(hour), 2),
        };
    }
}
