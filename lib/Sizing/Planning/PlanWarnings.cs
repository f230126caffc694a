using Sizing.Planning.Warnings;

namespace Sizing.Planning;

/// <summary>What the reader of deployments should know.</summary>
internal static class PlanWarnings
{
    internal static IReadOnlyList<string> Of(Deployments found)
    {
        var have = found.Question.Constraints.Have;
        var mixed = HardwareWarnings.OfMixture(have) is { } mixture ? [mixture] : Array.Empty<string>();
        return found.Plans is [var best, ..]
            ? [.. OfPrice(found, found.Question.Basis), .. mixed, .. ServingWarnings.Of(best.Estimate, best.Serving.System)]
            : [.. mixed, .. have.SelectMany(group => HardwareWarnings.Of(group.Gpu)).Distinct()];
    }

    private static IEnumerable<string> OfPrice(Deployments found, CostBasis basis) => PriceWarnings.OfFirst(
        found.Plans, plan => PriceOf(plan, basis), plan => $"{plan.Gpus} × {plan.Gpu} at ${plan.Dollars:N2}{(basis is CostBasis.Rent ? " an hour" : "")}");

    /// <summary>The prices that the cost of a deployment rests on; null where the caller gave one or none is known.</summary>
    private static PriceRange? PriceOf(ServingDeployment plan, CostBasis basis)
    {
        var (prices, system) = (plan.Serving.Prices, plan.Serving.System);
        return plan.Dollars is null || (basis is CostBasis.Rent ? prices.RentPerGpuHour : prices.PurchasePerGpu) is not null ? null
            : basis is CostBasis.Rent ? (system is null ? null : Catalog.RentalPerHour(system)) ?? Catalog.RentalPerGpuHour(plan.Gpu)
            : (system is null ? null : Catalog.PurchasePrice(system)) ?? Catalog.PurchasePrice(plan.Gpu);
    }
}
