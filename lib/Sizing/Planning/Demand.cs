using Sizing.Explain;
using Sizing.Planning;

namespace Sizing;

/// <summary>What people ask of a service: how many they are, how often each asks, and how much more at the busiest time.</summary>
/// <param name="Users">U: people.</param>
/// <param name="RequestsPerUserHour">r: requests of one of them in an hour.</param>
/// <param name="Peak">k: requests of the busiest time over those of the average.</param>
public sealed record Demand(int Users, double RequestsPerUserHour, double Peak = 1)
{
    /// <summary>Requests per second at the busiest time.</summary>
    /// <exception cref="SizingException">A figure is not positive.</exception>
    public Term RequestsPerSecond
    {
        get
        {
            Validate();
            return Term.Computed(
                "Requests per second", TermKind.Other, Amount.Of(LittlesLaw.RequestsPerSecond(Users, RequestsPerUserHour, Peak), Unit.RequestsPerSecond), LittlesLaw.RequestsPerSecond,
                new("U", "users", Users), new("r", "requests of a user in an hour", RequestsPerUserHour), new("k", "busiest time over the average", Peak)) with
            { Scope = Scope.Cluster };
        }
    }

    /// <summary>Requests in flight at the busiest time.</summary>
    /// <param name="requestSeconds">W: seconds from the arrival of a request to its last token.</param>
    /// <exception cref="SizingException">A figure is not positive.</exception>
    public Term Concurrency(double requestSeconds)
    {
        var rate = RequestsPerSecond;
        return Term.Computed(
            "Requests in flight", TermKind.Other, Amount.Of(LittlesLaw.InFlight(rate.Value.Value, requestSeconds), Unit.Sequences), LittlesLaw.InFlight,
            new("λ", "requests per second", rate.Value, rate), new("W", "time of a request", Amount.Of(requestSeconds, Unit.Seconds))) with
        { Scope = Scope.Cluster };
    }

    private void Validate()
    {
        if (Users < 1)
            throw new SizingException($"{Users} users ask for nothing; give 1 or more.");
        if (!(RequestsPerUserHour > 0 && double.IsFinite(RequestsPerUserHour)))
            throw new SizingException($"The requests of a user in an hour are {RequestsPerUserHour}; they must be a positive number.");
        if (!(Peak >= 1 && double.IsFinite(Peak)))
            throw new SizingException($"The busiest time is {Peak} times the average; it must be 1 or more.");
    }
}
