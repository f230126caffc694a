using System.Globalization;
using Sizing.Explain;
using Sizing.Performance;

namespace Sizing;

/// <summary>What a deployment answers within targets of latency: whether it does under its traffic, and up to which.</summary>
[TypeFormatterSource]
public sealed record ServingTargets : IEstimate
{
    private readonly ServingSpeed speed;
    private readonly LatencyTargets targets;

    internal ServingTargets(ServingSpeed speed)
    {
        this.speed = speed;
        targets = LatencyTargets.Of(Load);
        Point = OperatingPoint.Within(speed.Model.Work, speed.Model.Rates, speed.Slots, targets);
    }

    /// <summary>How one replica runs at the most requests that it answers within the targets; no requests where one alone is too slow.</summary>
    public OperatingPoint Point { get; }

    /// <summary>Whether both times are kept under the traffic that was asked for.</summary>
    public bool AreMet => targets.AreMetBy(speed.Point);

    /// <summary>Most requests per second of the whole deployment within the targets.</summary>
    public double RequestsPerSecond => Point.RequestsPerSecond * speed.Model.Setup.Plan.Data;

    /// <summary>Output tokens per second of the whole deployment at that rate.</summary>
    public double OutputTokensPerSecond => RequestsPerSecond * speed.Model.Work.Answer;

    /// <summary>Sequences in flight in the whole deployment at that rate.</summary>
    public double Sequences => Point.Sequences * speed.Model.Setup.Plan.Data;

    /// <summary>Deployments like this that the asked rate needs; null when clients wait for their answers, or when none can do it.</summary>
    public long? DeploymentsForRate => Load.RequestsPerSecond is { } rate && RequestsPerSecond > 0 ? (long)Math.Ceiling(rate / RequestsPerSecond) : null;

    /// <summary>The rate within the targets, with what bounds it.</summary>
    public Term RateTerm => Term.Computed("Requests per second within the targets", TermKind.Other, RequestsPerSecond, OperatingPoint.Within,
        [
            .. Target("F", "longest time to first token", Load.TargetFirstTokenSeconds),
            .. Target("T", "longest time per output token", Load.TargetPerTokenSeconds),
            Catalog.Assumption(Assumption.QueueLoad).Input("ρ", "largest share of what it could finish", Load.QueueLoad),
            new("λmax", "requests per second with all slots taken", speed.Saturated.RequestsPerSecond * speed.Model.Setup.Plan.Data),
            new("P", "time of one prompt", Amount.Of(Point.OwnPrompt, Unit.Seconds)),
        ])
        with
    { Scope = Scope.Cluster };

    /// <inheritdoc/>
    public string Subject => $"Targets of {speed.Model.Setup.Model.Name} on {speed.Model.Setup.Plan.Gpus} × {speed.Model.Setup.Gpu.Name}";

    /// <inheritdoc/>
    public string Summary => Point.RequestsPerSecond > 0
        ? $"{(AreMet ? "Targets met." : "Targets missed.")} Within them it answers up to {RequestsPerSecond:0.###} requests per second, {Sequences:0.#} in flight."
        : $"Targets missed: even one request alone takes longer than {Wanted}.";

    /// <inheritdoc/>
    public IReadOnlyList<Term> Terms => [RateTerm];

    private string Wanted => string.Join(" or ", new[] { (Load.TargetFirstTokenSeconds, "to its first token"), (Load.TargetPerTokenSeconds, "for an output token") }
        .Where(target => target.Item1 is not null).Select(target => string.Create(CultureInfo.InvariantCulture, $"{target.Item1 * 1e3:0.###} ms {target.Item2}")));

    private ServingLoad Load => speed.Model.Setup.Asked.Load;

    /// <summary>Subject and summary.</summary>
    public override string ToString() => $"{Subject}: {Summary}";

    private static IEnumerable<Input> Target(string symbol, string meaning, double? seconds) =>
        seconds is { } given ? [new(symbol, meaning, Amount.Of(given, Unit.Seconds))] : [];
}
