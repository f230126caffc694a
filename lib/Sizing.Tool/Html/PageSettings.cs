namespace Sizing.Tool.Html;

/// <summary>What all pages of an export share.</summary>
/// <param name="Labels">The fixed words.</param>
/// <param name="Code">How code is treated.</param>
/// <param name="Charts">The script library of the charts; null in a static export.</param>
/// <param name="Live">The library for the browser; null in a static export.</param>
/// <param name="Mathml">The formulas that were rendered.</param>
internal sealed record PageSettings(
    Labels Labels, CodeView Code, ChartLibrary? Charts, LiveLibrary? Live, IReadOnlyDictionary<Formula, string> Mathml);
