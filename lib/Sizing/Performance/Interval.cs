namespace Sizing.Performance;

/// <summary>A figure with its range, in which four of five measured rows lie. The same rows set the figures; coverage on other rows is not tested.</summary>
/// <param name="Low">The tenth percentile.</param>
/// <param name="Typical">The prediction.</param>
/// <param name="High">The ninetieth percentile.</param>
public readonly record struct Interval(double Low, double Typical, double High)
{
    /// <summary>A prediction with the factors that its range spans.</summary>
    internal static Interval Around(double typical, double lowest, double highest) => new(typical * lowest, typical, typical * highest);

    /// <summary>The range of a rate whose time spans this range's factors: a longer time is a lower rate.</summary>
    internal Interval Inverted => new(Typical * Typical / High, Typical, Typical * Typical / Low);

    /// <summary>The range of both added, as if their errors went together.</summary>
    internal Interval Plus(Interval other) => new(Low + other.Low, Typical + other.Typical, High + other.High);

    /// <summary>The range times a factor.</summary>
    internal Interval Times(double factor) => new(Low * factor, Typical * factor, High * factor);
}
