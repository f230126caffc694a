namespace Sizing.Notebook.Claims;

/// <summary>A claim with what the library found.</summary>
/// <param name="Claim">The claim.</param>
/// <param name="Computed">The computed value with its unit; the correct value of the source where nothing computes it.</param>
/// <param name="Value">The computed value as a number; null where it is a word or nothing is computed.</param>
/// <param name="Verdict">The verdict that follows from the computed value; the file's where nothing is computed.</param>
public sealed record AuditedClaim(Claim Claim, string Computed, double? Value, Verdict Verdict)
{
    /// <summary>Article and number, such as A1.12.</summary>
    public string Id => Claim.Id;

    /// <summary>The article: A1, A2, A3 or A4.</summary>
    public string Article => Claim.Article;

    /// <summary>The claim in few words.</summary>
    public string Text => Claim.Text;

    /// <summary>What the article says, with its unit.</summary>
    public string ArticleSays => Claim.Figure.Length == 0 ? "" : WithUnit(Claim.Figure, Claim.Unit);

    /// <summary>Whether the verdict follows from a computation.</summary>
    public bool IsComputed => Claim.IsComputable;

    /// <summary>The computation that settles the claim, or the reason that none does.</summary>
    public string SettledBy => IsComputed ? Claim.Computation : Claim.Reason;

    /// <summary>Whether the claim leads a reader astray.</summary>
    public bool IsFaulty => Verdict is Verdict.Wrong or Verdict.Misleading;

    internal static string WithUnit(string value, string unit) => unit.Length == 0 ? value : $"{value} {unit}";
}
