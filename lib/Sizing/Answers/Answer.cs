using Sizing.Explain;

namespace Sizing.Answers;

/// <summary>All that one question has for an answer: the verdict, the figures in short, the settings that were decided, and the trees behind them.</summary>
[TypeFormatterSource]
public sealed record Answer : IEstimate
{
    /// <inheritdoc/>
    public required string Subject { get; init; }

    /// <inheritdoc/>
    public required string Summary { get; init; }

    /// <summary>Whether it fits.</summary>
    public required bool Fits { get; init; }

    /// <summary>What <see cref="Memory"/> is held against.</summary>
    public required Amount Capacity { get; init; }

    /// <summary>The answer in short.</summary>
    public required IReadOnlyList<Figure> Figures { get; init; }

    /// <inheritdoc/>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <inheritdoc/>
    public required IReadOnlyList<Term> Terms { get; init; }

    /// <summary>The settings by name, as they were given or decided.</summary>
    public required IReadOnlyList<(string Name, string Value)> Settings { get; init; }

    /// <summary>What one GPU holds: the first of <see cref="Terms"/>.</summary>
    public Term Memory => Terms[0];
}
