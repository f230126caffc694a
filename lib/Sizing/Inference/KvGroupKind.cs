namespace Sizing.Inference;

/// <summary>How many tokens of a sequence the layers of a KV group keep.</summary>
public enum KvGroupKind
{
    /// <summary>All tokens.</summary>
    Full,

    /// <summary>The last tokens of a window.</summary>
    Sliding,

    /// <summary>The tokens of the current chunk.</summary>
    Chunked,

    /// <summary>No tokens but a state of constant size.</summary>
    State,
}
