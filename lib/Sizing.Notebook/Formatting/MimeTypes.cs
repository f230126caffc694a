namespace Sizing.Notebook.Formatting;

/// <summary>The kinds of output that displays have.</summary>
internal static class MimeTypes
{
    internal const string Html = "text/html";
    internal const string Text = "text/plain";
    internal const string Svg = "image/svg+xml";
    internal const string Plotly = "application/vnd.plotly.v1+json";
}
