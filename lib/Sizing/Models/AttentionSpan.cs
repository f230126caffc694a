namespace Sizing.Models;

/// <summary>Which earlier tokens an attention layer sees.</summary>
public enum AttentionSpan
{
    /// <summary>All of them.</summary>
    Full,

    /// <summary>The last <c>Window</c> tokens.</summary>
    Sliding,

    /// <summary>Those of the current chunk of <c>Window</c> tokens (Llama 4).</summary>
    Chunked,

    /// <summary>Both directions, as in encoders; nothing is cached.</summary>
    Bidirectional,
}
