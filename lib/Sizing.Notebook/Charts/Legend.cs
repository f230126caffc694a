using Sizing.Notebook.Formatting;

namespace Sizing.Notebook.Charts;

/// <summary>What the colours and hatchings mean, in rows under the title.</summary>
internal sealed class Legend
{
    private const double Swatch = 16;
    private const double Top = 38;

    private readonly string id;
    private readonly bool hasMarkers;
    private readonly List<(string Name, Ink Ink, string? Style, double X, double Y)> entries = [];

    internal Legend(string id, IEnumerable<(string Name, Ink Ink, string? Style)> items, bool hasMarkers = false)
    {
        this.id = id;
        this.hasMarkers = hasMarkers;
        var (x, y) = (0.0, Top);
        foreach (var (name, ink, style) in items)
        {
            var width = Swatch + 6 + TextWidth.Of(name) + 16;
            if (x > 0 && x + width > Drawing.Width)
                (x, y) = (0, y + Drawing.Line + 4);
            entries.Add((name, ink, style, x, y));
            x += width;
        }
        Bottom = entries.Count == 0 ? Top - 10 : y + 12;
    }

    /// <summary>Where the legend ends.</summary>
    internal double Bottom { get; }

    internal IEnumerable<Tag> Definitions() =>
        entries.Select(entry => entry.Ink.Hatch).Where(hatch => hatch.Length > 0).Distinct().Select(hatch => Hatching.Define(id, hatch));

    internal IEnumerable<Tag> Draw() => entries.SelectMany(entry => new[]
    {
        hasMarkers
            ? Marker.Draw(entry.Ink, entry.X + 9, entry.Y - 5, entry.Name)
            : Drawing.Box(entry.X + 1, entry.Y - 12, Swatch, 14, entry.Ink.Fill, entry.Style),
        entry.Ink.Hatch.Length == 0 ? null : Drawing.Box(entry.X + 1, entry.Y - 12, Swatch, 14, Hatching.Fill(id, entry.Ink.Hatch), outlined: false),
        Drawing.Text(entry.Name, entry.X + Swatch + 7, entry.Y),
    }.OfType<Tag>());
}
