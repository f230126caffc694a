using Sizing.Explain;

namespace Sizing.Notebook.Charts;

/// <summary>
/// The colours of the charts, in one place. A kind of term has one colour and one hatching everywhere. The colours are those of
/// Okabe and Ito, which colour-blind people tell apart, with neighbours of different lightness; hatching and labels tell them
/// apart in grey.
/// </summary>
internal static class Palette
{
    private const string Light = "#ffffff";
    private const string Dark = "#000000";

    /// <summary>Where white and black text have the same contrast on the ramp, about 4.6.</summary>
    private const double LightTextBelow = 0.47;

    private static readonly Ink[] Series =
    [
        new("#0072b2", Light, "", "", "circle"),
        new("#d55e00", Dark, "", "8 4", "square"),
        new("#009e73", Dark, "", "2 3", "diamond"),
        new("#cc79a7", Dark, "", "10 3 2 3", "triangle-up"),
        new("#e69f00", Dark, "", "5 2", "cross"),
        new("#56b4e9", Dark, "", "12 4", "triangle-down"),
        new("#7f7f7f", Dark, "", "1 3", "circle"),
        new("#8c4a1f", Light, "", "8 2 2 2 2 2", "square"),
    ];

    /// <summary>From dark to light, so that it reads the same in grey.</summary>
    private static readonly (int Red, int Green, int Blue)[] Ramp = [(0, 34, 78), (64, 77, 108), (124, 123, 120), (187, 175, 113), (254, 232, 56)];

    internal static Ink Of(TermKind kind) => kind switch
    {
        TermKind.Other => new("#a6a6a6", Dark, "", "", "circle"),
        TermKind.Weights => new("#0072b2", Light, "", "", "circle"),
        TermKind.KvCache => new("#e69f00", Dark, "/", "", "circle"),
        TermKind.State => new("#cc79a7", Dark, ".", "", "circle"),
        TermKind.Activations => new("#009e73", Dark, "-", "", "circle"),
        TermKind.Overhead => new("#8a8a8a", Dark, "x", "", "circle"),
        TermKind.Graphs => new("#c2c2c2", Dark, "|", "", "circle"),
        TermKind.Gradients => new("#d55e00", Dark, "\\", "", "circle"),
        TermKind.MasterWeights => new("#56b4e9", Dark, ".", "", "circle"),
        TermKind.Optimizer => new("#7d3c98", Light, "+", "", "circle"),
        TermKind.Loss => new("#f0e442", Dark, "|", "", "circle"),
        TermKind.Temporary => new("#c49a6c", Dark, "/", "", "circle"),
        TermKind.Free => new("none", "currentColor", "", "", "circle"),
    };

    internal static Ink OfSeries(int index) => Series[index % Series.Length];

    /// <summary>The colour of a heatmap cell: <paramref name="part"/> is 0 for the smallest value and 1 for the largest.</summary>
    internal static Ink OfHeat(double part)
    {
        var place = Math.Clamp(part, 0, 1) * (Ramp.Length - 1);
        var lower = Math.Min((int)place, Ramp.Length - 2);
        var (from, to, rest) = (Ramp[lower], Ramp[lower + 1], place - lower);
        int Mix(int a, int b) => (int)Math.Round(a + (b - a) * rest);
        return new($"#{Mix(from.Red, to.Red):x2}{Mix(from.Green, to.Green):x2}{Mix(from.Blue, to.Blue):x2}", part < LightTextBelow ? Light : Dark, "", "", "square");
    }

    /// <summary>The same ramp as a Plotly colour scale.</summary>
    internal static IEnumerable<(double Part, string Color)> HeatStops() =>
        Enumerable.Range(0, Ramp.Length).Select(index => (double)index / (Ramp.Length - 1)).Select(part => (part, OfHeat(part).Fill));
}
