using Sizing.Planning;
using Sizing.Planning.Remedies;

namespace Sizing;

/// <summary>The answer to a <see cref="ServingQuestion"/>.</summary>
public sealed record Deployments
{
    /// <summary>The question.</summary>
    public required ServingQuestion Question { get; init; }

    /// <summary>The best deployment of each GPU that meets what was asked, the cheapest first; with GPUs at hand, the best of each GPU and precision, the most exact first.</summary>
    public required IReadOnlyList<ServingDeployment> Plans { get; init; }

    /// <summary>Why each of the other GPUs has no deployment.</summary>
    public required IReadOnlyList<RejectedGpu> Rejected { get; init; }

    /// <summary>One sentence that names the constraint that cannot be met and the nearest that can; null when there is a deployment.</summary>
    public string? WhyNone { get; init; }

    /// <summary>What came nearest where memory is in the way, or null.</summary>
    public Serving? Nearest { get; init; }

    /// <summary>What would help <see cref="Nearest"/> to fit, the largest saving first, then combinations; computed at each call, empty where memory is not in the way.</summary>
    public IReadOnlyList<Remedy> Remedies() => Nearest is { } serving && ServingRemedies.Of(serving) is var report ? [.. report.Single, .. report.Combined] : [];

    /// <summary>
    /// Where there is no deployment: each limit loosened alone, as little as is enough, and the deployment that is then the best; searched at each call.
    /// </summary>
    public IReadOnlyList<Alternative> Alternatives() => Plans.Count > 0 ? [] : Planning.Alternatives.Of(Question);

    /// <summary>What the reader should know, one sentence each; computed at each call.</summary>
    public IReadOnlyList<string> Warnings() => PlanWarnings.Of(this);
}
