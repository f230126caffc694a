namespace Sizing.Notebook.Charts;

/// <summary>Where the axes of lines or points lie in the picture.</summary>
internal sealed class XyFrame
{
    private readonly XyPlot plot;

    /// <summary>Lays the axes out below a legend, with room on the right for the names of lines.</summary>
    internal XyFrame(XyPlot plot, double top, double height, double roomForNames)
    {
        this.plot = plot;
        (Top, Bottom, Right) = (top, top + height, Drawing.Width - 16 - roomForNames);
        Limits = [.. plot.Capacities.Select(capacity => plot.Y.Scale.Of(capacity.Value))];
        Y = new(plot.Y, [.. plot.Points.Select(point => plot.Y.Scale.Of(point.Y)), .. Limits], Bottom, Top + 12);
        Left = Y.Ticks.Max(tick => TextWidth.Of(Drawing.Label(tick))) + 32;
        X = new(plot.X, [.. plot.Points.Select(point => plot.X.Scale.Of(point.X))], Left, Right);
    }

    internal double Top { get; }

    internal double Bottom { get; }

    internal double Left { get; }

    internal double Right { get; }

    internal Span X { get; }

    internal Span Y { get; }

    /// <summary>The values of the capacities, in the unit of the axis.</summary>
    internal IReadOnlyList<double> Limits { get; }

    /// <summary>Where a point lies.</summary>
    internal (double X, double Y) At(XyPoint point) => (X.At(plot.X.Scale.Of(point.X)), Y.At(plot.Y.Scale.Of(point.Y)));

    /// <summary>The side on which each point has its name, so that names cover neither each other nor points nor limits.</summary>
    internal IReadOnlyList<NameSide> NameSides() => NamePlaces.Of(
        [.. plot.Points.Select(point => (point.Label ?? "", At(point)))],
        (Left, Right),
        Limits.Select(limit => new Box(Left, Y.At(limit) - 1, Right, Y.At(limit) + 1)),
        plot.Capacities.Zip(Limits, (capacity, limit) => Box.OfText($"{capacity.Name}: {capacity.Value}", Left + 6, Y.At(limit) - 6, NameSide.Baseline)));
}
