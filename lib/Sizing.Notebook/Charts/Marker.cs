using Sizing.Notebook.Formatting;

namespace Sizing.Notebook.Charts;

/// <summary>The mark of a point; its shape tells series apart where colour does not.</summary>
internal static class Marker
{
    internal static Tag Draw(Ink ink, double x, double y, string title) => new(
        "path",
        ("d", Shape(ink.Marker)),
        ("transform", $"translate({Drawing.Number(x)} {Drawing.Number(y)})"),
        ("fill", ink.Fill),
        ("stroke", "currentColor"),
        ("stroke-opacity", "0.6"),
        new Tag("title", title));

    private static string Shape(string marker) => marker switch
    {
        "square" => "M-4 -4H4V4H-4Z",
        "diamond" => "M0 -6L6 0L0 6L-6 0Z",
        "triangle-up" => "M0 -6L5 4H-5Z",
        "triangle-down" => "M0 6L5 -4H-5Z",
        "cross" => "M-2 -5H2V-2H5V2H2V5H-2V2H-5V-2H-2Z",
        _ => "M-4.5 0A4.5 4.5 0 1 1 4.5 0A4.5 4.5 0 1 1 -4.5 0Z",
    };
}
