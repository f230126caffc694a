namespace Sizing.Tool.Html;

/// <summary>How an exported page treats the code of its cells.</summary>
internal enum CodeView
{
    /// <summary>Unfolded: the engineer's edition.</summary>
    Shown,

    /// <summary>Folded, one click away.</summary>
    Folded,

    /// <summary>Left out: the customer's edition.</summary>
    Hidden,
}
