using System.Globalization;
using Sizing.Explain;
using Sizing.Performance;

namespace Sizing.Answers;

/// <summary>Memory, capacity, speed and cost of a serving in one answer.</summary>
public static class ServingAnswer
{
    /// <summary>The answer; speed and cost are left out where no speed is predicted or not one sequence fits, and a warning says why.</summary>
    /// <exception cref="SizingException">A setting contradicts another, or the engine would refuse the plan.</exception>
    public static Answer Of(Serving serving)
    {
        ArgumentNullException.ThrowIfNull(serving);
        var estimate = serving.Estimate();
        var speed = estimate.WhyNoSpeed is null && estimate.MaxConcurrency >= 1 ? estimate.Speed() : null;
        var costs = speed?.Costs();
        return new()
        {
            Subject = estimate.Subject,
            Summary = speed is null ? estimate.Summary : $"{estimate.Summary} {speed.Summary}",
            Fits = estimate.Fits,
            Capacity = estimate.Budget,
            Figures = [.. OfMemory(estimate), .. speed is null ? [] : OfSpeed(speed), .. costs is null ? [] : OfCost(costs)],
            Warnings = estimate.WhyNoSpeed is { } reason ? [.. estimate.Warnings, reason] : estimate.Warnings,
            Terms = [.. estimate.Terms, .. speed?.Terms ?? [], .. speed is null ? [] : CostsOf(speed, costs!)],
            Settings = SettingsOf(estimate, speed, costs),
        };
    }

    private static IEnumerable<Figure> OfMemory(ServingEstimate estimate)
    {
        var kv = estimate.Kv;
        yield return new("Memory per GPU", estimate.Memory.Value.ToString(), $"of {estimate.Budget} that the engine takes");
        yield return new("Room left", estimate.RoomLeft.ToString());
        yield return new(
            $"Sequences of {estimate.Setup.Context:N0} tokens", Number(estimate.MaxConcurrency),
            kv.MaxConcurrencyLow < kv.MaxConcurrencyHigh ? $"{Number(kv.MaxConcurrencyLow)} to {Number(kv.MaxConcurrencyHigh)}" : "");
    }

    private static IEnumerable<Figure> OfSpeed(ServingSpeed speed)
    {
        yield return Of("Time to first token", speed.TimeToFirstToken, Unit.Seconds);
        yield return Of("Time per output token", speed.TimePerOutputToken, Unit.Seconds);
        yield return Of("Output tokens per second", speed.OutputTokensPerSecond, Unit.TokensPerSecond);
        if (speed.Model.Setup.Gpu.TdpWatts is not null)
            yield return new("Energy of an output token", Amount.Of(Round(speed.JoulesPerToken), Unit.Joules).ToString());
    }

    private static IEnumerable<Figure> OfCost(ServingCosts costs)
    {
        foreach (var (how, of) in Known(costs))
        {
            yield return new($"Cost of a million output tokens, {how}", Amount.Of(of.PerMillionOutputWithPrompts, Unit.Dollars).ToString(), "prompts included");
            yield return new($"Cost of a month, {how}", Amount.Of(of.PerMonth, Unit.Dollars).ToString(), "around the clock");
        }
    }

    private static IEnumerable<Term> CostsOf(ServingSpeed speed, ServingCosts costs) => Known(costs).Select(each =>
        CostTerms.Of($"Cost of a million output tokens, {each.How}", each.Of, speed.OutputTokensPerSecond.Typical * speed.Model.Setup.Asked.Prices.BusyShare));

    private static IEnumerable<(string How, TokenCosts Of)> Known(ServingCosts costs)
    {
        if (costs.Rented is { } rented)
            yield return ("rented", rented);
        if (costs.Owned is { } owned)
            yield return ("owned", owned);
    }

    private static Figure Of(string name, Interval range, Unit unit) =>
        new(name, $"{Amount.Of(Round(range.Typical), unit)}", $"{Amount.Of(Round(range.Low), unit)} to {Amount.Of(Round(range.High), unit)}");

    private static List<(string Name, string Value)> SettingsOf(ServingEstimate estimate, ServingSpeed? speed, ServingCosts? costs)
    {
        var setup = estimate.Setup;
        List<(string Name, string Value)> settings =
        [
            ("model", setup.Model.Name),
            ("gpu", setup.Gpu.Name),
            ("gpus", Whole(setup.Plan.Gpus)),
            ("plan", setup.Plan.ToString()),
            ("engine", setup.Engine.ToString()),
            ("weights", setup.Weights.Name),
            ("kv", setup.KvCache.Name),
            ("context", Whole(setup.Context)),
            ("concurrency", Whole(setup.Asked.Concurrency)),
        ];
        if (speed is not null)
            settings.AddRange([("input", Whole(speed.Model.Request.Input)), ("output", Whole(speed.Model.Request.Output))]);
        if (costs?.Rented is { } rented)
            settings.Add(("price", (rented.Hour.Value.Value / setup.Plan.Gpus).ToString("0.####", CultureInfo.InvariantCulture)));
        return settings;
    }

    /// <summary>Three digits: no estimate of speed is worth more.</summary>
    private static double Round(double value) => double.Parse(value.ToString("E2", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    private static string Number(double value) => value.ToString("N1", CultureInfo.InvariantCulture);

    private static string Whole(int value) => value.ToString(CultureInfo.InvariantCulture);
}
