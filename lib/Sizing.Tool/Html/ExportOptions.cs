namespace Sizing.Tool.Html;

/// <summary>What the caller asks of an export.</summary>
internal sealed record ExportOptions
{
    /// <summary>The folder that receives the pages; made where it is missing.</summary>
    internal required string Folder { get; init; }

    /// <summary>How code is treated.</summary>
    internal CodeView Code { get; init; } = CodeView.Folded;

    /// <summary>Whether plotly.js is left out, and the charts stay pictures.</summary>
    internal bool Static { get; init; }

    /// <summary>Whether the pages share the files of their libraries, instead of carrying them each.</summary>
    internal bool Site { get; init; }

    /// <summary>Whether exercises are without answers.</summary>
    internal bool WithoutAnswers { get; init; }

    /// <summary>What the person who hands the pages over puts on them.</summary>
    internal Branding Branding { get; init; } = new();

    /// <summary>The language of the fixed words.</summary>
    internal string Language { get; init; } = "en";
}
