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

    /// <summary>What would help, the largest saving first.</summary>
    public IReadOnlyList<Remedy> Remedies { get; init; } = [];

    /// <summary>What the reader should know, one sentence each.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}
