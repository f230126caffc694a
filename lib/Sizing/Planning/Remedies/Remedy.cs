using Sizing.Planning.Remedies;

namespace Sizing;

/// <summary>One change, or several together, and what it does to the memory of the most loaded GPU. All bytes are per GPU.</summary>
/// <param name="Facts">The changes, each with what sources say that it costs.</param>
/// <param name="Setting">What is set, such as <c>kvCache fp8, context 3,104</c>.</param>
/// <param name="Needed">What the GPU would hold.</param>
/// <param name="Offered">What the GPU offers.</param>
/// <param name="Saved">By how much the shortage falls; negative when it grows.</param>
/// <param name="Fits">Whether it then fits.</param>
/// <param name="Refusal">Why it cannot be done or does not help, or null.</param>
public sealed record Remedy(IReadOnlyList<RemedyFact> Facts, string Setting, Bytes Needed, Bytes Offered, Bytes Saved, bool Fits, string? Refusal = null)
{
    /// <summary>What the GPU would hold after each change in turn, in the order in which they build on one another.</summary>
    public IReadOnlyList<RemedyStage> Stages { get; init; } = [];

    /// <summary>The names of the changes, joined.</summary>
    public string Name => string.Join(" + ", Facts.Select(fact => fact.Name));

    /// <summary>What it costs in quality, change by change; empty where nothing.</summary>
    public string Quality => Joined(fact => fact.Quality);

    /// <summary>What it costs in speed, change by change; empty where nothing.</summary>
    public string Speed => Joined(fact => fact.Speed);

    /// <summary>What the GPU lacks still; zero when it fits.</summary>
    public Bytes Missing => Bytes.Max(Bytes.Zero, Needed - Offered);

    /// <summary>Returns name, saving and verdict.</summary>
    public override string ToString() => Refusal ?? $"{Name} ({Setting}): saves {Saved}, {(Fits ? "fits" : $"still lacks {Missing}")}";

    private string Joined(Func<RemedyFact, string> text) =>
        string.Join("; ", Facts.Where(fact => text(fact) != "none").Select(fact => Facts.Count == 1 ? text(fact) : $"{fact.Name}: {text(fact)}"));
}
