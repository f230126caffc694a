namespace Sizing.Notebook.Claims;

/// <summary>What the audit says of a claim.</summary>
public enum Verdict
{
    /// <summary>It holds.</summary>
    Right,

    /// <summary>It holds in the case that the article has in mind, and not in another that a reader would apply it to.</summary>
    RightWithCondition,

    /// <summary>Its words or its arithmetic may be right, and what a reader takes from it is not.</summary>
    Misleading,

    /// <summary>It does not hold.</summary>
    Wrong,

    /// <summary>No source was found for it, and no computation settles it.</summary>
    Unverified,

    /// <summary>It is not about sizing, or it cannot be checked at all.</summary>
    NotApplicable,
}
