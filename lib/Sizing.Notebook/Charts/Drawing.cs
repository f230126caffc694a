using System.Globalization;
using Sizing.Notebook.Formatting;

namespace Sizing.Notebook.Charts;

/// <summary>
/// The elements of an SVG chart. Colours are presentation attributes and text is <c>currentColor</c>: no style attribute or
/// element, so that a strict content policy lets it through and dark pages can read it.
/// </summary>
internal static class Drawing
{
    internal const double Width = 640;
    internal const double Line = 18;

    private const double TitleSize = 15;
    private const double SmallestTitle = 10;
    private const double BoldOverPlain = 1.1;

    internal static string Number(double value) => (Math.Round(value, 1) + 0.0).ToString("0.#", CultureInfo.InvariantCulture);

    /// <summary>A number as labels show it, at most four digits after a small whole part.</summary>
    internal static string Label(double value) => Math.Abs(value) switch
    {
        >= 1e7 or (> 0 and < 1e-3) => value.ToString("0.##e+0", CultureInfo.InvariantCulture),
        >= 1000 => value.ToString("N0", CultureInfo.InvariantCulture),
        >= 100 => value.ToString("0.#", CultureInfo.InvariantCulture),
        >= 1 => value.ToString("0.##", CultureInfo.InvariantCulture),
        _ => value.ToString("0.####", CultureInfo.InvariantCulture),
    };

    internal static Tag Text(string text, double x, double y, string anchor = "start", string fill = "currentColor", string? halo = null, string? transform = null) => new(
        "text", ("x", Number(x)), ("y", Number(y)), ("text-anchor", anchor == "start" ? null : anchor), ("fill", fill),
        halo is null or "none" ? null : new object?[] { ("stroke", halo), ("stroke-width", "4"), ("paint-order", "stroke") },
        ("transform", transform),
        text);

    internal static Tag Rule(double x1, double y1, double x2, double y2, double opacity = 0.2) => new(
        "line", ("x1", Number(x1)), ("y1", Number(y1)), ("x2", Number(x2)), ("y2", Number(y2)), ("stroke", "currentColor"), ("stroke-opacity", opacity.ToString(CultureInfo.InvariantCulture)));

    internal static Tag Limit(double x1, double y1, double x2, double y2) => new(
        "line", ("class", "sz-capacity"), ("x1", Number(x1)), ("y1", Number(y1)), ("x2", Number(x2)), ("y2", Number(y2)),
        ("stroke", "currentColor"), ("stroke-width", "2"), ("stroke-dasharray", "6 4"));

    internal static Tag Box(double x, double y, double width, double height, string fill, string? style = null, bool outlined = true) => new(
        "rect", ("class", style), ("x", Number(x)), ("y", Number(y)), ("width", Number(width)), ("height", Number(height)), ("fill", fill),
        outlined ? new object?[] { ("stroke", "currentColor"), ("stroke-opacity", "0.5") } : null);

    /// <summary>The whole picture: title, description, definitions, content.</summary>
    internal static Tag Picture(Plot plot, double height, IEnumerable<Tag> definitions, IEnumerable<Tag> content)
    {
        var id = plot.Id();
        return new(
            "svg", ("xmlns", "http://www.w3.org/2000/svg"), ("class", "sz-svg"), ("width", Number(Width)), ("height", Number(height)),
            ("viewBox", $"0 0 {Number(Width)} {Number(height)}"), ("role", "img"), ("aria-labelledby", $"{id}-title {id}-desc"),
            ("font-family", "system-ui, sans-serif"), ("font-size", Number(TextWidth.FontSize)),
            new Tag("title", ("id", $"{id}-title"), plot.Title),
            new Tag("desc", ("id", $"{id}-desc"), plot.Summary()),
            new Tag("defs", definitions),
            new Tag("text", ("x", "0"), ("y", "16"), ("font-size", Number(SizeOf(plot.Title))), ("font-weight", "600"), ("fill", "currentColor"), plot.Title),
            content);
    }

    /// <summary>A long title is set smaller, so that it stays inside the picture.</summary>
    private static double SizeOf(string title) =>
        Math.Clamp(TextWidth.FontSize * Width / (BoldOverPlain * Math.Max(1, TextWidth.Of(title))), SmallestTitle, TitleSize);
}
