using Sizing.Notebook;
using Sizing.Performance;

namespace Sizing.Tool.Verbs.Infer;

/// <summary>Cost as a table: rented and owned side by side, and what a service would ask.</summary>
internal static class InferCostTable
{
    internal static Table Of(ServingCosts costs) => Rows(costs).Select(row => new { row.Cost, row.Rented, row.Owned }).ToTable("Cost, US dollars");

    private static IEnumerable<(string Cost, string Rented, string Owned)> Rows(ServingCosts costs)
    {
        yield return Row("An hour", costs, each => $"{each.Hour.Value.Value:N2}");
        yield return Row("A month", costs, each => $"{each.PerMonth:N0}");
        yield return Row("A million output tokens, prompts included", costs, each => $"{each.PerMillionOutputWithPrompts:0.####}");
        yield return Row("  a million tokens of prompts alone", costs, each => $"{each.PerMillionInput:0.####}");
        yield return Row("  a million tokens of answers alone", costs, each => $"{each.PerMillionOutput:0.####}");
        if (costs.ApiHour is not { } api)
            yield break;
        yield return ("A service, a month of the same traffic", $"{ServingCost.PerMonth(api.Value.Value):N0}", $"{ServingCost.PerMonth(api.Value.Value):N0}");
        yield return Row("  it costs more from this share of the traffic on", costs, each => costs.BreakEven(each) is <= 1 and var share ? $"{share:P1}" : "never");
    }

    private static (string, string, string) Row(string name, ServingCosts costs, Func<TokenCosts, string> text) =>
        (name, costs.Rented is { } rented ? text(rented) : "", costs.Owned is { } owned ? text(owned) : "");
}
