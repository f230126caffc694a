namespace Sizing.Notebook.Charts;

/// <summary>Where the marks of an axis stand.</summary>
internal static class Ticks
{
    private const int Intervals = 6;
    private const int MostLogTicks = 9;

    /// <summary>Returns round numbers from zero, or from below the smallest value, to beyond the largest.</summary>
    internal static IReadOnlyList<double> Linear(double smallest, double largest)
    {
        var from = Math.Min(0, smallest);
        var step = Step(Math.Max(largest - from, 1e-9) / Intervals);
        var first = Math.Floor(from / step);
        var last = Math.Max(Math.Ceiling(largest / step), first + 1);
        return [.. Enumerable.Range(0, (int)(last - first) + 1).Select(index => (first + index) * step)];
    }

    /// <summary>
    /// Returns powers of ten that span the values. Where they span less than three decades: a whole smallest value doubled over and over, as
    /// counts of tokens are, else ones, twos and fives of every decade.
    /// </summary>
    /// <exception cref="SizingException">The smallest value is zero or less.</exception>
    internal static IReadOnlyList<double> Logarithmic(double smallest, double largest)
    {
        if (smallest <= 0)
            throw new SizingException("A logarithmic axis cannot show zero or less; leave the capacity line out or make the axis linear.");
        if (largest / smallest >= 1000)
            return Span(PowerOfTenBelow(smallest), largest, 10);
        if (smallest != Math.Floor(smallest) && OneTwoFive(smallest, largest) is { Count: <= MostLogTicks } round)
            return round;
        var ratio = 2.0;
        while (Span(smallest, largest, ratio).Count > MostLogTicks)
            ratio *= 2;
        return Span(smallest, largest, ratio);
    }

    private static List<double> OneTwoFive(double smallest, double largest)
    {
        var decades = Span(PowerOfTenBelow(smallest), largest, 10).SelectMany(power => new[] { power, 2 * power, 5 * power }).ToList();
        var first = decades.FindLastIndex(tick => tick <= smallest);
        return decades[first..(decades.FindIndex(tick => tick >= largest) + 1)];
    }

    private static List<double> Span(double first, double largest, double ratio)
    {
        List<double> ticks = [first];
        while (ticks[^1] < largest)
            ticks.Add(ticks[^1] * ratio);
        return ticks;
    }

    private static double Step(double atLeast)
    {
        var power = PowerOfTenBelow(atLeast);
        return new[] { 1.0, 2, 2.5, 5, 10 }.First(factor => factor * power >= atLeast * 0.999) * power;
    }

    private static double PowerOfTenBelow(double value)
    {
        var power = 1.0;
        while (power * 10 <= value)
            power *= 10;
        while (power > value)
            power /= 10;
        return power;
    }
}
