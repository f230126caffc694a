namespace Sizing.Notebook.Charts;

/// <summary>Maps the values of an axis to places in the picture.</summary>
internal sealed class Span
{
    private readonly bool isLog;
    private readonly double from;
    private readonly double to;
    private readonly double start;
    private readonly double end;

    internal Span(Axis axis, IReadOnlyCollection<double> values, double start, double end)
    {
        isLog = axis.IsLog;
        (this.start, this.end) = (start, end);
        var (smallest, largest) = values.Count == 0 ? (0, 1) : (values.Min(), values.Max());
        Ticks = isLog ? Charts.Ticks.Logarithmic(smallest, largest) : Charts.Ticks.Linear(smallest, largest);
        (from, to) = (Ticks[0], Ticks[^1]);
    }

    /// <summary>The marked values.</summary>
    internal IReadOnlyList<double> Ticks { get; }

    internal double At(double value)
    {
        var part = to <= from ? 0.5 : isLog ? Math.Log(value / from) / Math.Log(to / from) : (value - from) / (to - from);
        return start + (end - start) * part;
    }
}
