using Sizing.Explain;

namespace Sizing.Inference;

/// <summary>One row of <c>data/engines</c>: a figure of an engine over a span of versions.</summary>
/// <param name="Name">What the figure is: <c>utilization</c>.</param>
/// <param name="From">The first version it holds for, or null when it always held.</param>
/// <param name="Before">The first version it no longer holds for, or null when it still holds.</param>
/// <param name="Value">The figure, with its unit.</param>
/// <param name="Source">Where it comes from.</param>
public sealed record EngineConstant(string Name, Version? From, Version? Before, Amount Value, Source Source)
{
    /// <summary>A remark on the figure.</summary>
    public string Note { get; init; } = "";

    /// <summary>Whether the figure holds for a version.</summary>
    public bool HoldsFor(Version version) => EngineVersions.IsBetween(version, From, Before);
}
