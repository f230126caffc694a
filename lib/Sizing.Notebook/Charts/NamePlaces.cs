namespace Sizing.Notebook.Charts;

/// <summary>Finds, point by point, the side where a name covers least.</summary>
internal static class NamePlaces
{
    private const double MarkerRadius = 5;

    /// <summary>What a pixel outside the axes weighs against one that is covered.</summary>
    private const double Outside = 1000;

    /// <param name="points">Names, empty where there is none, and places.</param>
    /// <param name="axes">The left and right end of the axes.</param>
    /// <param name="taken">What else is drawn.</param>
    internal static IReadOnlyList<NameSide> Of(IReadOnlyList<(string Name, (double X, double Y) At)> points, (double Left, double Right) axes, IEnumerable<Box> taken)
    {
        List<Box> covered = [.. taken, .. points.Select(point => new Box(point.At.X - MarkerRadius, point.At.Y - MarkerRadius, point.At.X + MarkerRadius, point.At.Y + MarkerRadius))];
        var sides = new List<NameSide>();
        foreach (var (name, at) in points)
        {
            var side = name.Length == 0 ? NameSide.All[0] : NameSide.All.MinBy(each => Cost(Box.OfText(name, at.X, at.Y, each), axes, covered))!;
            sides.Add(side);
            covered.Add(Box.OfText(name, at.X, at.Y, side));
        }
        return sides;
    }

    private static double Cost(Box name, (double Left, double Right) axes, IEnumerable<Box> covered) =>
        covered.Sum(name.Shared) + Outside * (Math.Max(0, name.Right - axes.Right) + Math.Max(0, axes.Left - name.Left));
}
