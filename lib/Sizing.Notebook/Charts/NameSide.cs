namespace Sizing.Notebook.Charts;

/// <summary>Where the name of a point stands.</summary>
/// <param name="Anchor">How SVG holds the text to its place.</param>
/// <param name="Plotly">The same for Plotly.</param>
/// <param name="Right">From the point to the place, in pixels.</param>
/// <param name="Down">From the point to the baseline, in pixels.</param>
internal sealed record NameSide(string Anchor, string Plotly, double Right, double Down)
{
    /// <summary>Every side, the best first.</summary>
    internal static IReadOnlyList<NameSide> All { get; } =
    [
        new("start", "middle right", 9, 4),
        new("end", "middle left", -9, 4),
        new("middle", "top center", 0, -9),
        new("middle", "bottom center", 0, 19),
        new("start", "top right", 7, -6),
        new("start", "bottom right", 7, 15),
        new("end", "top left", -7, -6),
        new("end", "bottom left", -7, 15),
    ];

    /// <summary>Text that starts where it is put.</summary>
    internal static NameSide Baseline { get; } = new("start", "", 0, 0);
}
