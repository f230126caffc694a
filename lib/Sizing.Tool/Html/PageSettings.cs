namespace Sizing.Tool.Html;

/// <summary>What all pages of an export share.</summary>
/// <param name="Labels">The fixed words.</param>
/// <param name="Code">How code is treated.</param>
/// <param name="Charts">The script library of the charts; null in a static export.</param>
/// <param name="Live">The library for the browser; null in a static export.</param>
/// <param name="Mathml">The formulas that were rendered.</param>
internal sealed record PageSettings(
    Labels Labels, CodeView Code, ChartLibrary? Charts, LiveLibrary? Live, IReadOnlyDictionary<Formula, string> Mathml)
{
    /// <summary>What the person who hands the pages over puts on them.</summary>
    internal Branding Branding { get; init; } = new();

    /// <summary>Whether the pages share the files of their libraries.</summary>
    internal bool IsSite { get; init; }

    /// <summary>Whether exercises are without answers.</summary>
    internal bool WithoutAnswers { get; init; }

    /// <summary>The name on every page.</summary>
    internal string Product => Branding.Title ?? Labels["product"];
}
