using Sizing.Explain;
using Sizing.Performance;

namespace Sizing;

/// <summary>What a deployment costs under its traffic: rented, owned, and beside a service that answers instead.</summary>
[TypeFormatterSource]
public sealed record ServingCosts : IEstimate
{
    private readonly ServingSpeed speed;
    private readonly ServingPrices prices;

    internal ServingCosts(ServingSpeed speed)
    {
        this.speed = speed;
        var setup = speed.Model.Setup;
        prices = setup.Asked.Prices;
        if (GpuHour.Rented(setup.Gpu, setup.Asked.System, prices) is { } rent)
            Rented = Of("Rent of an hour", rent);
        if (setup.Gpu.TdpWatts is not null && GpuHour.Owned(setup.Gpu, setup.Asked.System, speed.GpuPower.Value.Value, prices) is { } owned)
            Owned = Of("Cost of an owned hour", owned);
    }

    /// <summary>With rented GPUs; null where no rent is known.</summary>
    public TokenCosts? Rented { get; }

    /// <summary>With owned GPUs; null where no price or power is known.</summary>
    public TokenCosts? Owned { get; }

    /// <summary>What the service would ask for an hour of the same traffic; null when no price list was given.</summary>
    public Term? ApiHour => prices.Api is { } api
        ? Term.Computed("A service's price of an hour", TermKind.Other, Amount.Of(ServingCost.ApiHour(Requests, speed.Model.Request.Input, speed.Model.Request.Output, api), Unit.Dollars), ServingCost.ApiHour,
            new("λ", "requests per second", Requests),
            new("I", "tokens of a prompt", speed.Model.Request.Input),
            new("O", "tokens of an answer", speed.Model.Request.Output),
            new("a", "a million tokens of prompts", Amount.Of(api.InputPerMillion, Unit.Dollars)),
            new("b", "a million tokens of answers", Amount.Of(api.OutputPerMillion, Unit.Dollars)))
            with
        { Scope = Scope.Cluster }
        : null;

    /// <summary>Share of the traffic from which on the GPUs of <paramref name="costs"/> cost less than the service; above 1 they never do.</summary>
    public double? BreakEven(TokenCosts? costs) =>
        costs is null || ApiHour is not { } api ? null : ServingCost.BreakEven(costs.Hour.Value.Value, api.Value.Value);

    /// <inheritdoc/>
    public string Subject => $"Cost of {speed.Model.Setup.Model.Name} on {speed.Model.Setup.Plan.Gpus} × {speed.Model.Setup.Gpu.Name}";

    /// <inheritdoc/>
    public string Summary => (Rented, Owned) switch
    {
        ({ } rented, { } owned) => $"Rented {Text(rented)}, owned {Text(owned)}.",
        ({ } rented, null) => $"Rented {Text(rented)}; no purchase price is known.",
        (null, { } owned) => $"Owned {Text(owned)}; no rent is known.",
        _ => $"No price of {speed.Model.Setup.Gpu.Name} is known; give one.",
    };

    /// <inheritdoc/>
    public IReadOnlyList<Term> Terms => [.. new[] { Rented?.Hour, Owned?.Hour, ApiHour }.OfType<Term>()];

    /// <summary>Subject and summary.</summary>
    public override string ToString() => $"{Subject}: {Summary}";

    private double Requests => speed.RequestsPerSecond.Typical * prices.BusyShare;

    private TokenCosts Of(string name, Term hour)
    {
        var gpus = speed.Gpus;
        var all = ServingCost.OfGpus(gpus, hour.Value.Value);
        return new(
            Term.Computed(name, TermKind.Other, Amount.Of(all, Unit.Dollars), ServingCost.OfGpus, new("N", "GPUs", gpus), new("r", hour.Name, hour.Value, hour)) with { Scope = Scope.Cluster },
            speed, prices.BusyShare);
    }

    private static string Text(TokenCosts costs) => $"${costs.PerMonth:N0} a month and ${costs.PerMillionOutputWithPrompts:0.###} per million output tokens, prompts included";
}
