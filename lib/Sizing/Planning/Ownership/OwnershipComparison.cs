using Sizing.Explain;
using Sizing.Performance;
using Sizing.Planning.Ownership;

namespace Sizing;

/// <summary>The same workload on the servers that are owned and on new ones, bought or rented: which pays, and from when on.</summary>
public sealed record OwnershipComparison
{
    private const int Candidates = 5;

    /// <summary>Why the owned servers do not serve the workload, or null when they do.</summary>
    public string? WhyNotKept { get; private init; }

    /// <summary>What a purchase is held against: keeping, where it serves the workload, else the cheapest rent.</summary>
    public required string Reference { get; init; }

    /// <summary>The choices, by dollars spent after <see cref="Months"/>.</summary>
    public required IReadOnlyList<OwnershipChoice> Choices { get; init; }

    /// <summary>Months over which the choices are ranked: those over which a purchase is written off.</summary>
    public required int Months { get; init; }

    /// <summary>Compares what the question has (<see cref="PlanConstraints.Have"/>) with the cheapest to buy and to rent.</summary>
    /// <exception cref="SizingException">The question contradicts itself, or no deployment has a price.</exception>
    public static OwnershipComparison Of(ServingQuestion question)
    {
        ArgumentNullException.ThrowIfNull(question);
        var open = question with { Constraints = question.Constraints with { Have = [] } };
        var kept = question.Constraints.Have.Count > 0 ? question.Plan() : null;
        var keep = kept?.Plans.Where(plan => plan.PredictsSpeed).Select(plan => Owned("Keep", plan, 0, null)).MinBy(choice => choice.Month.Value.Value);
        var rents = (open with { Cost = CostBasis.Rent }).Plan().Plans.Where(plan => plan is { Dollars: not null, PredictsSpeed: true }).Take(Candidates).Select(Rented).ToList();
        var reference = keep?.Month ?? rents.Select(rent => rent.Month).FirstOrDefault() ?? throw new SizingException("No deployment of the workload has a price; give one, or loosen the targets.");
        var buys = (open with { Cost = CostBasis.Buy }).Plan().Plans.Where(plan => plan is { Dollars: not null, PredictsSpeed: true }).Take(Candidates).Select(plan => Owned("Buy", plan, plan.Dollars!.Value, reference));
        var months = (int)(12 * (question.Prices.AmortizationYears ?? Catalog.Assumption(Assumption.Amortization).Value.Value));
        OwnershipChoice[] choices = [.. new[] { keep }.OfType<OwnershipChoice>(), .. rents, .. buys];
        return new()
        {
            WhyNotKept = keep is null ? kept?.WhyNone : null,
            Reference = keep?.What ?? rents[0].What,
            Choices = [.. choices.OrderBy(choice => choice.After(months))],
            Months = months,
        };
    }

    private static OwnershipChoice Rented(ServingDeployment plan) => new(
        $"Rent {plan.Gpus} × {plan.Gpu}", plan, 0,
        Term.Computed("Rent of a month", TermKind.Other, Amount.Of(ServingCost.PerMonth(plan.Dollars!.Value), Unit.Dollars), ServingCost.PerMonth,
            new Input("h", "rent of an hour of all GPUs", Amount.Of(plan.Dollars.Value, Unit.Dollars))) with
        { Scope = Scope.Cluster }, null);

    private static OwnershipChoice Owned(string verb, ServingDeployment plan, double price, Term? reference)
    {
        var prices = plan.Serving.Prices;
        var power = GpuHour.Power(plan.Serving.System, plan.Speed()!.GpuPower.Value.Value);
        var pue = Catalog.Assumption(Assumption.Pue).Input("e", "power usage effectiveness", prices.Pue);
        var energy = Catalog.Assumption(Assumption.KilowattHour).Input("k", "dollars of a kilowatt-hour", prices.PerKilowattHour);
        var month = Term.Computed("Power of a month", TermKind.Other,
            Amount.Of(OwnershipFormulas.PowerMonth(plan.Gpus, power.Value.Value, pue.Value.Value, energy.Value.Value), Unit.Dollars), OwnershipFormulas.PowerMonth,
            new("N", "GPUs", plan.Gpus), new("P", power.Name, power.Value, power), pue, energy) with
        { Scope = Scope.Cluster };
        return new($"{verb} {plan.Gpus} × {plan.Gpu}", plan, price, month, reference is null ? null : BreakEven(price, reference, month));
    }

    private static Term BreakEven(double price, Term before, Term after) => Term.Computed(
        "Months until it has paid for itself", TermKind.Other, OwnershipFormulas.BreakEvenMonths(price, before.Value.Value, after.Value.Value), OwnershipFormulas.BreakEvenMonths,
        new("K", "price to buy", Amount.Of(price, Unit.Dollars)), new("m₀", before.Name, before.Value, before), new("m₁", after.Name, after.Value, after)) with
    { Scope = Scope.Cluster };
}
