using Sizing.Notebook.Formatting;

namespace Sizing.Notebook.Charts;

/// <summary>Hatchings over a colour, so that parts are told apart in grey, in print and by colour-blind people.</summary>
internal static class Hatching
{
    private const string Size = "8";

    /// <summary>The fill that refers to a hatching of <see cref="Define"/>.</summary>
    internal static string Fill(string id, string hatch) => $"url(#{id}-{Name(hatch)})";

    internal static Tag Define(string id, string hatch) => new(
        "pattern", ("id", $"{id}-{Name(hatch)}"), ("width", Size), ("height", Size), ("patternUnits", "userSpaceOnUse"), Stroke(hatch));

    private static Tag Stroke(string hatch) => hatch == "."
        ? new("circle", ("cx", "4"), ("cy", "4"), ("r", "1.4"), ("fill", "#000000"), ("fill-opacity", "0.55"))
        : new("path", ("d", Path(hatch)), ("stroke", "#000000"), ("stroke-opacity", "0.45"), ("stroke-width", "1.2"), ("fill", "none"));

    private static string Path(string hatch) => hatch switch
    {
        "/" => "M-2 2L2 -2M0 8L8 0M6 10L10 6",
        "\\" => "M-2 6L2 10M0 0L8 8M6 -2L10 2",
        "x" => "M0 0L8 8M8 0L0 8",
        "-" => "M0 4H8",
        "|" => "M4 0V8",
        "+" => "M4 0V8M0 4H8",
        _ => throw new ArgumentException($"'{hatch}' is no hatching.", nameof(hatch)),
    };

    private static string Name(string hatch) => hatch switch
    {
        "/" => "rising",
        "\\" => "falling",
        "x" => "crossed",
        "-" => "flat",
        "|" => "upright",
        "+" => "grid",
        _ => "dotted",
    };
}
