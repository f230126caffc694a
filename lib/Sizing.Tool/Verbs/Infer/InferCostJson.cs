namespace Sizing.Tool.Verbs.Infer;

/// <summary>The part of the JSON of <c>infer</c> about cost; the first four keys are those of rented GPUs, and null where no rent is known.</summary>
internal static class InferCostJson
{
    internal static object? Of(ServingSpeed speed)
    {
        var (setup, costs) = (speed.Model.Setup, speed.Costs());
        if (costs is { Rented: null, Owned: null })
            return null;
        var rented = Rate(costs, costs.Rented, speed.Gpus);
        return new
        {
            rented?.DollarsPerGpuHour,
            PricesAsOf = setup.Asked.Prices.RentPerGpuHour is null ? Catalog.RentalPerGpuHour(setup.Gpu)?.Prices.Max(price => price.AsOf) : null,
            DollarsPerMillionOutputTokens = rented?.DollarsPerMillionOutputTokensWithPrompts,
            rented?.DollarsPerMonth,
            Rented = rented,
            Owned = Rate(costs, costs.Owned, speed.Gpus),
            Api = costs.ApiHour is { } api ? new { DollarsPerMonth = Math.Round(Performance.ServingCost.PerMonth(api.Value.Value), 2) } : null,
        };
    }

    private static Figures? Rate(ServingCosts costs, TokenCosts? of, int gpus) => of is null ? null : new(
        Math.Round(of.Hour.Value.Value / gpus, 4),
        Math.Round(of.PerMonth, 2),
        Math.Round(of.PerRequest, 8),
        Math.Round(of.PerMillionInput, 4),
        Math.Round(of.PerMillionOutput, 4),
        Math.Round(of.PerMillionOutputWithPrompts, 4),
        costs.BreakEven(of) is { } share ? Math.Round(share, 4) : null);

    private sealed record Figures(
        double DollarsPerGpuHour,
        double DollarsPerMonth,
        double DollarsPerRequest,
        double DollarsPerMillionInputTokens,
        double DollarsPerMillionOutputTokens,
        double DollarsPerMillionOutputTokensWithPrompts,
        double? BreakEvenShareOfTraffic);
}
