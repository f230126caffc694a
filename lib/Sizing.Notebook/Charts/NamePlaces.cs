namespace Sizing.Notebook.Charts;

/// <summary>Finds, point by point, the side where a name covers least.</summary>
internal static class NamePlaces
{
    private const double MarkerRadius = 5;

    /// <summary>What a pixel outside the axes weighs against one that is covered.</summary>
    private const double Outside = 1000;

    /// <summary>What a pixel of another text weighs against one of a point or a line.</summary>
    private const double Text = 8;

    /// <param name="points">Names, empty where there is none, and places.</param>
    /// <param name="axes">The left and right end of the axes.</param>
    /// <param name="lines">What lines cover.</param>
    /// <param name="texts">What other texts cover.</param>
    internal static IReadOnlyList<NameSide> Of(IReadOnlyList<(string Name, (double X, double Y) At)> points, (double Left, double Right) axes, IEnumerable<Box> lines, IEnumerable<Box> texts)
    {
        List<Box> drawn = [.. lines, .. points.Select(point => new Box(point.At.X - MarkerRadius, point.At.Y - MarkerRadius, point.At.X + MarkerRadius, point.At.Y + MarkerRadius))];
        List<Box> written = [.. texts];
        var sides = new List<NameSide>();
        foreach (var (name, at) in points)
        {
            var side = name.Length == 0 ? NameSide.All[0] : NameSide.All.MinBy(each => Cost(Box.OfText(name, at.X, at.Y, each)))!;
            sides.Add(side);
            written.Add(Box.OfText(name, at.X, at.Y, side));
        }
        return sides;

        double Cost(Box name) => drawn.Sum(name.Shared) + Text * written.Sum(name.Shared)
            + Outside * (Math.Max(0, name.Right - axes.Right) + Math.Max(0, axes.Left - name.Left));
    }
}
