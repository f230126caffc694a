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

    /// <summary>The language of the fixed words.</summary>
    internal string Language { get; init; } = "en";
}
