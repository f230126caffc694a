namespace Sizing.Tool.Notebooks;

/// <summary>The MIME types an output may have.</summary>
internal static class MimeTypes
{
    /// <summary>Plain text; every value has it.</summary>
    internal const string Text = "text/plain";

    /// <summary>HTML without scripts.</summary>
    internal const string Html = "text/html";

    /// <summary>Whether values of this type are JSON rather than text.</summary>
    internal static bool IsJson(string mimeType) =>
        mimeType == "application/json" || mimeType.EndsWith("+json", StringComparison.Ordinal);
}
